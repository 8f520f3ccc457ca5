package dev.telltale.platform;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A thread that state machines are confined to. A task that throws is logged, and the next one runs. */
public final class SerialScheduler implements Executor, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SerialScheduler.class.getName());

    private final ScheduledThreadPoolExecutor thread;

    /** Starts with its first task. A daemon: a program that forgot to close it may still end. */
    public SerialScheduler(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            var made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Runs the task after those that wait already.
     *
     * @throws RejectedExecutionException after {@link #close()}
     */
    @Override
    public void execute(Runnable task) {
        thread.execute(() -> run(task));
    }

    /** Once. */
    public void after(Duration delay, Runnable task) {
        var unused = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Again and again, until closed. */
    public void every(Duration pause, Runnable task) {
        var unused =
                thread.scheduleWithFixedDelay(() -> run(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** As soon as the value is there. What fails in the task is logged, and not kept in a future that nobody asks. */
    public <T> void when(CompletableFuture<T> value, Consumer<T> task) {
        var unused = value.thenAccept(there -> execute(() -> task.accept(there)));
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    /** The top frame of every task. An error would else be kept in a future that nobody asks, and end what is repeated. */
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
