package dev.telltale.launcher;

import dev.telltale.launcher.process.NodeStartException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The futures of callers that wait for the same event of a node. Confined to the launcher thread. */
final class PendingFutures {
    private final List<CompletableFuture<NodeProcess>> futures = new ArrayList<>();

    boolean isEmpty() {
        return futures.isEmpty();
    }

    void add(CompletableFuture<NodeProcess> future) {
        futures.add(future);
    }

    void moveAllFrom(PendingFutures others) {
        futures.addAll(others.removeAll());
    }

    void complete(NodeProcess state) {
        removeAll().forEach(future -> future.complete(state));
    }

    void fail(String sentence) {
        removeAll().forEach(future -> future.completeExceptionally(new NodeStartException(sentence)));
    }

    /** Empties the list before the futures complete, because their callbacks may add new ones. */
    private List<CompletableFuture<NodeProcess>> removeAll() {
        List<CompletableFuture<NodeProcess>> removed = List.copyOf(futures);
        futures.clear();
        return removed;
    }
}
