package dev.telltale.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs tasks on the calling thread and on one daemon thread that helps it, each of which takes the next task when it is
 * free. Any thread.
 */
public final class HelpedThread implements AutoCloseable {
    private final ExecutorService helper;

    /** The helper starts with the first tasks. */
    public HelpedThread(String name) {
        helper = Executors.newSingleThreadExecutor(task -> {
            var created = new Thread(task, name);
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * Runs all tasks and returns their results in the same order. After {@link #close} the calling thread runs them
     * alone.
     *
     * @throws RuntimeException that of the first task that failed; the others have ended, too
     */
    public <T> List<T> all(List<Supplier<T>> tasks) {
        List<CompletableFuture<T>> results = new ArrayList<>();
        tasks.forEach(task -> results.add(new CompletableFuture<>()));
        var next = new AtomicInteger();
        Runnable work = () -> {
            for (int task = next.getAndIncrement(); task < tasks.size(); task = next.getAndIncrement()) {
                run(tasks.get(task), results.get(task));
            }
        };
        if (tasks.size() > 1) {
            help(work);
        }
        work.run();
        // Those that the helper has taken end soon; a helper that has not begun finds none left.
        results.forEach(result -> result.handle((value, failure) -> true).join());
        try {
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void help(Runnable work) {
        try {
            helper.execute(work);
        } catch (RejectedExecutionException closed) {
            // The calling thread does all of it.
            return;
        }
    }

    private static <T> void run(Supplier<T> task, CompletableFuture<T> result) {
        try {
            result.complete(task.get());
        } catch (RuntimeException | Error failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Ends the helper after the tasks that it has taken. */
    @Override
    public void close() {
        helper.shutdown();
    }
}
