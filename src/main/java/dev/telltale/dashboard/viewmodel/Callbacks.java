package dev.telltale.dashboard.viewmodel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What follows from an answer is done on the view model's thread, as a task like any other. */
final class Callbacks {
    private Callbacks() {}

    /** What fails in the task fails on that thread, where it is told, and is not kept in a future that nobody asks. */
    static void hear(CompletableFuture<?> answer, Executor thread, Consumer<@Nullable Throwable> task) {
        var unused = answer.whenComplete((done, failure) -> thread.execute(() -> task.accept(failure)));
    }
}
