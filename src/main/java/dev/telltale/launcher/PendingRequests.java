package dev.telltale.launcher;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** The questions that were asked of the launcher: each one is answered, also when the launcher is closed before. Any thread. */
final class PendingRequests {
    private final Executor thread;
    private final Map<Object, CompletableFuture<NodeProcess>> open = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    PendingRequests(Executor thread) {
        this.thread = thread;
    }

    CompletableFuture<NodeProcess> ask(Consumer<CompletableFuture<NodeProcess>> question) {
        var answer = new CompletableFuture<NodeProcess>();
        var key = new Object();
        open.put(key, answer);
        var unused = answer.whenComplete((state, failure) -> open.remove(key));
        if (isClosed) {
            refuse(answer);
            return answer;
        }
        try {
            thread.execute(() -> put(question, answer));
        } catch (RejectedExecutionException closed) {
            refuse(answer);
        }
        return answer;
    }

    /** From now on every question is refused; those that were asked may still be answered. */
    void close() {
        isClosed = true;
    }

    void refuseAllOpen() {
        open.values().forEach(PendingRequests::refuse);
    }

    private static void put(Consumer<CompletableFuture<NodeProcess>> question, CompletableFuture<NodeProcess> answer) {
        try {
            question.accept(answer);
        } catch (RuntimeException bug) {
            answer.completeExceptionally(bug);
            throw bug;
        }
    }

    private static void refuse(CompletableFuture<NodeProcess> answer) {
        answer.completeExceptionally(new IllegalStateException("This launcher is closed."));
    }
}
