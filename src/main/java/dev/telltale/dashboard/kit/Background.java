package dev.telltale.dashboard.kit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs work that may block, each piece on a daemon thread of its own. Any thread. */
public final class Background {
    private static final Logger LOG = Logger.getLogger(Background.class.getName());

    private Background() {}

    /** Starts the task, and returns its thread. */
    public static Thread start(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Runs each task on a new thread of this name. */
    public static Executor threads(String name) {
        return task -> start(name, task);
    }

    /** Computes the value on a new thread, and passes it to the consumer on the FX thread. */
    public static <T> void compute(String name, Supplier<T> work, Consumer<T> consumer) {
        var unused = CompletableFuture.supplyAsync(work, threads(name)).whenComplete((value, failure) -> {
            if (failure == null) {
                FxBridge.FX_THREAD.execute(() -> consumer.accept(value));
            } else {
                LOG.log(Level.SEVERE, "a task of " + name + " failed", failure);
            }
        });
    }
}
