package dev.telltale.launcher;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one thread that every state machine of the launcher is confined to. A task that throws is logged, and the next one runs. */
final class LauncherThread implements Executor, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LauncherThread.class.getName());

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        var made = new Thread(task, "launcher");
        // A program that forgot to close its launcher may still end; its nodes then end by their lifeline.
        made.setDaemon(true);
        return made;
    });

    LauncherThread() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** @throws RejectedExecutionException after {@link #close()} */
    @Override
    public void execute(Runnable task) {
        thread.execute(() -> run(task));
    }

    void after(Duration delay, Runnable task) {
        var unused = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void every(Duration pause, Runnable task) {
        var unused =
                thread.scheduleWithFixedDelay(() -> run(task), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    /** The top frame of every task. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.FINE, "the launcher is closed", closed);
        } catch (RuntimeException bug) {
            LOG.log(Level.SEVERE, "a task of the launcher failed", bug);
        }
    }
}
