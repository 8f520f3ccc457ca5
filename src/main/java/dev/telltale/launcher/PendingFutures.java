package dev.telltale.launcher;

import dev.telltale.launcher.process.NodeStartException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Those who wait for the same thing to happen to a node. Confined to the launcher thread. */
final class PendingFutures {
    private final List<CompletableFuture<NodeProcess>> answers = new ArrayList<>();

    boolean isEmpty() {
        return answers.isEmpty();
    }

    void add(CompletableFuture<NodeProcess> answer) {
        answers.add(answer);
    }

    /** They wait for this now, and no more for that. */
    void takeOver(PendingFutures others) {
        answers.addAll(others.take());
    }

    void complete(NodeProcess state) {
        take().forEach(answer -> answer.complete(state));
    }

    void fail(String sentence) {
        take().forEach(answer -> answer.completeExceptionally(new NodeStartException(sentence)));
    }

    /** Empties the list before anybody is told: whoever is told may act at once. */
    private List<CompletableFuture<NodeProcess>> take() {
        List<CompletableFuture<NodeProcess>> taken = List.copyOf(answers);
        answers.clear();
        return taken;
    }
}
