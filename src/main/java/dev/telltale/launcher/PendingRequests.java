package dev.telltale.launcher;

import dev.telltale.concurrent.SerialScheduler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Requests to the launcher thread. Each future completes, exceptionally if the launcher closes first. Any thread. */
final class PendingRequests {
    private final SerialScheduler thread;
    private final Map<Object, CompletableFuture<NodeProcess>> open = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    PendingRequests(SerialScheduler thread) {
        this.thread = thread;
    }

    /** Runs the request on the launcher thread; it completes the future that it is given. */
    CompletableFuture<NodeProcess> submit(Consumer<CompletableFuture<NodeProcess>> request) {
        var result = new CompletableFuture<NodeProcess>();
        var key = new Object();
        open.put(key, result);
        var unused = result.whenComplete((state, failure) -> open.remove(key));
        if (isClosed || !thread.tryExecute(() -> run(request, result))) {
            reject(result);
        }
        return result;
    }

    /** Rejects later requests; open ones may still complete. */
    void close() {
        isClosed = true;
    }

    void rejectOpen() {
        open.values().forEach(PendingRequests::reject);
    }

    private static void run(Consumer<CompletableFuture<NodeProcess>> request, CompletableFuture<NodeProcess> result) {
        try {
            request.accept(result);
        } catch (RuntimeException bug) {
            result.completeExceptionally(bug);
            throw bug;
        }
    }

    private static void reject(CompletableFuture<NodeProcess> result) {
        result.completeExceptionally(new IllegalStateException("This launcher is closed."));
    }
}
