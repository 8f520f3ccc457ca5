package dev.telltale.dashboard;

import dev.telltale.launcher.ClusterTakenException;
import dev.telltale.launcher.Deed;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Hands that do nothing but remember what they were told; the states are those that a test sets. */
public final class FakeControl implements ProcessControl {
    private final Map<NodeId, NodeProcess> processes = new HashMap<>();
    private final Map<NodeId, List<String>> outputs = new HashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private @Nullable Instant until;
    private @Nullable String owner;
    private CompletableFuture<Void> decision = new CompletableFuture<>();
    private CompletableFuture<NodeProcess> answer = new CompletableFuture<>();

    public FakeControl set(NodeId node, NodeProcess process) {
        processes.put(node, process);
        listeners.forEach(Runnable::run);
        return this;
    }

    public void print(NodeId node, String... lines) {
        outputs.put(node, List.of(lines));
    }

    /** What the next commands return; one that never ends until this is called. */
    public void answerWith(CompletableFuture<NodeProcess> answer) {
        this.answer = answer;
    }

    /** "kill node2" and so on, in order. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    private CompletableFuture<NodeProcess> told(String command) {
        commands.add(command);
        return answer;
    }

    @Override
    public CompletableFuture<NodeProcess> start(NodeId node) {
        return told("start " + node);
    }

    /** From now on another launcher runs this cluster. */
    public void ownedBy(String sentence) {
        owner = sentence;
    }

    @Override
    public CompletableFuture<Void> claim() {
        return owner == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new ClusterTakenException(owner));
    }

    @Override
    public CompletableFuture<Optional<String>> owner() {
        return CompletableFuture.completedFuture(Optional.ofNullable(owner));
    }

    @Override
    public CompletableFuture<NodeProcess> kill(NodeId node) {
        return told("kill " + node);
    }

    @Override
    public CompletableFuture<NodeProcess> stop(NodeId node) {
        return told("stop " + node);
    }

    @Override
    public Map<NodeId, NodeProcess> processes() {
        return Map.copyOf(processes);
    }

    @Override
    public List<String> output(NodeId node) {
        return outputs.getOrDefault(node, List.of());
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public void did(Deed deed) {
        deeds.add(deed);
        deeds.sort(Comparator.comparing(one -> one.at().wall()));
    }

    /** From now on {@link #truth} tells what was done until then, null for all: a story may be told from its beginning. */
    public void tellUntil(@Nullable Instant moment) {
        until = moment;
    }

    /** What {@link #decide} returns; one that never ends until this is called. */
    public void answerDecisionWith(CompletableFuture<Void> answer) {
        decision = answer;
    }

    @Override
    public CompletableFuture<NodeProcess> pause(NodeId node) {
        return told("pause " + node);
    }

    @Override
    public CompletableFuture<NodeProcess> resume(NodeId node) {
        return told("resume " + node);
    }

    @Override
    public CompletableFuture<Void> decide(DetectorKind detector) {
        commands.add("decide " + detector.word());
        return decision;
    }

    @Override
    public List<Deed> truth() {
        Instant end = until;
        return deeds.stream()
                .filter(deed -> end == null || !deed.at().wall().isAfter(end))
                .toList();
    }
}
