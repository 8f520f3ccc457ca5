package dev.telltale.dashboard.kit;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** Carries the newest value to another thread. A slow receiver skips values; it never builds a backlog. */
public final class FxBridge<T> {
    /** The FX thread; the only caller of {@link Platform#runLater} there is. */
    public static final Executor FX_THREAD = Platform::runLater;

    private final Executor receiverThread;
    private final Consumer<T> receiver;
    private final AtomicReference<@Nullable T> pending = new AtomicReference<>();

    public FxBridge(Executor receiverThread, Consumer<T> receiver) {
        this.receiverThread = receiverThread;
        this.receiver = receiver;
    }

    /** Any thread; never waits. */
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
