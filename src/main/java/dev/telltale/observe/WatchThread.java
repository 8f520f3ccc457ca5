package dev.telltale.observe;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The single thread of a {@link ClusterWatch}. Logs failures of tasks and continues; after close, tasks are dropped.
 */
final class WatchThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WatchThread.class.getName());

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "observe");
        thread.setDaemon(true);
        return thread;
    });

    void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration pause, Runnable task) {
        try {
            Future<?> unused = executor.schedule(() -> guarded(task), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: the result is not needed any more.
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "internal error while polling", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
