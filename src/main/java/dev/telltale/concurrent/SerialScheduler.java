package dev.telltale.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs tasks one after another on one daemon thread, to which state is confined. A task that throws is logged, and the
 * next one runs. Any thread.
 */
public final class SerialScheduler implements Executor, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SerialScheduler.class.getName());

    private final ScheduledThreadPoolExecutor thread;

    /** The thread starts with the first task. */
    public SerialScheduler(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var created = new Thread(task, name);
            created.setDaemon(true);
            return created;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs the task after those already queued.
     *
     * @throws RejectedExecutionException after {@link #close()}
     */
    @Override
    public void execute(Runnable task) {
        thread.execute(() -> run(task));
    }

    /** Like {@link #execute}; false, without effect, after {@link #close()}. */
    public boolean tryExecute(Runnable task) {
        try {
            execute(task);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    /** Runs the task once, after the delay. Not run if closed before. */
    public void after(Duration delay, Runnable task) {
        try {
            var unused = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.FINE, "the thread is closed", closed);
        }
    }

    /** Runs the task repeatedly, first after one pause, until closed. */
    public void every(Duration pause, Runnable task) {
        var unused =
                thread.scheduleWithFixedDelay(() -> run(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task with the value when the future completes normally; no effect if it fails. */
    public <T> void when(CompletableFuture<T> value, Consumer<T> task) {
        var unused = value.thenAccept(result -> execute(() -> task.accept(result)));
    }

    /** Drops delayed tasks; queued ones still run. Does not block. */
    @Override
    public void close() {
        thread.shutdown();
    }

    /** Logs every failure: the executor would store it in an unused future, and end a repeated task. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.FINE, "the thread is closed", closed);
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.SEVERE, "a task failed", bug);
        }
    }
}
