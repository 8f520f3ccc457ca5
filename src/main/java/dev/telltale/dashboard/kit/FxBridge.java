package dev.telltale.dashboard.kit;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** Delivers the newest value to a receiver on another thread. A slow receiver skips values; there is no backlog. */
public final class FxBridge<T> {
    /** Runs tasks on the FX thread; the only use of {@link Platform#runLater} in the program. */
    public static final Executor FX_THREAD = Platform::runLater;

    private final Executor receiverThread;
    private final Consumer<T> receiver;
    private final AtomicReference<@Nullable T> pending = new AtomicReference<>();

    public FxBridge(Executor receiverThread, Consumer<T> receiver) {
        this.receiverThread = receiverThread;
        this.receiver = receiver;
    }

    /** Replaces the value that is not yet delivered. Any thread; never blocks. */
    public void publish(T value) {
        if (pending.getAndSet(value) == null) {
            receiverThread.execute(() -> {
                T newest = pending.getAndSet(null);
                if (newest != null) {
                    receiver.accept(newest);
                }
            });
        }
    }
}
