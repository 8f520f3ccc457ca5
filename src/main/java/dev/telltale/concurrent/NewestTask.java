package dev.telltale.concurrent;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs on one thread the newest task that it was given: a newer one cancels it. There is no backlog. Any thread. */
public final class NewestTask {
    private final Executor thread;
    private final AtomicReference<@Nullable Task> pending = new AtomicReference<>();
    private volatile @Nullable Task newest;

    /** A task that may be cancelled. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does the work.
         *
         * @param isCancelled to ask now and then; true as soon as a newer task was given
         * @throws CancellationException if it was cancelled
         */
        void run(BooleanSupplier isCancelled);
    }

    /** @param thread runs one task after another */
    public NewestTask(Executor thread) {
        this.thread = thread;
    }

    /** Cancels the task before, and runs this one as soon as the thread is free. Never blocks. */
    public void start(Task task) {
        newest = task;
        if (pending.getAndSet(task) == null) {
            thread.execute(this::runPending);
        }
    }

    /** Cancels the task that was started last. */
    public void cancel() {
        newest = null;
    }

    private void runPending() {
        Task task = pending.getAndSet(null);
        if (task == null || task != newest) {
            return;
        }
        try {
            task.run(() -> newest != task);
        } catch (CancellationException cancelled) {
            // A newer task follows, or none is wanted.
            return;
        }
    }
}
