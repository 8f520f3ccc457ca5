package dev.telltale.dashboard.viewmodel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the completion of a command on the view model's thread. */
final class Callbacks {
    private Callbacks() {}

    /**
     * Runs the task on the executor when the command is complete, with its failure or null. An exception of the task is
     * thrown on that thread, where it is reported; a dependent future would swallow it.
     */
    static void onCompletion(CompletableFuture<?> command, Executor thread, Consumer<@Nullable Throwable> task) {
        var unused = command.whenComplete((result, failure) -> thread.execute(() -> task.accept(failure)));
    }
}
