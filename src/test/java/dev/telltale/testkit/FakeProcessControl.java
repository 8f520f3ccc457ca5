package dev.telltale.testkit;

import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.ClusterTakenException;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Records commands and executes none; a test sets the process states. */
public final class FakeProcessControl implements ProcessControl {
    private final Map<NodeId, NodeProcess> processes = new HashMap<>();
    private final Map<NodeId, List<String>> outputs = new HashMap<>();
    private final List<String> commands = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<ProcessEvent> events = new ArrayList<>();
    private Instant lastShown = Instant.MAX;
    private @Nullable String owner;
    private CompletableFuture<NodeProcess> answer = new CompletableFuture<>();

    public FakeProcessControl set(NodeId node, NodeProcess process) {
        processes.put(node, process);
        listeners.forEach(Runnable::run);
        return this;
    }

    public void print(NodeId node, String... lines) {
        outputs.put(node, List.of(lines));
    }

    /** What the next commands return; before the first call, they never complete. */
    public void answerWith(CompletableFuture<NodeProcess> answer) {
        this.answer = answer;
    }

    /** From now on another launcher runs this cluster. */
    public void ownedBy(String sentence) {
        owner = sentence;
    }

    public void add(ProcessEvent event) {
        events.add(event);
        events.sort(Comparator.comparing(one -> one.at().wall()));
    }

    void hideEventsAfter(Instant last) {
        lastShown = last;
    }

    /** "kill node2" and so on, in order. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public CompletableFuture<NodeProcess> perform(Command command, NodeId node, Origin origin) {
        commands.add(command.name().toLowerCase(Locale.ROOT) + " " + node);
        return answer;
    }

    @Override
    public CompletableFuture<Void> lockCluster() {
        return owner == null
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new ClusterTakenException(owner));
    }

    @Override
    public CompletableFuture<Optional<String>> otherOwner() {
        return CompletableFuture.completedFuture(Optional.ofNullable(owner));
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

    @Override
    public List<ProcessEvent> processEvents() {
        return events.stream()
                .filter(event -> !event.at().wall().isAfter(lastShown))
                .toList();
    }
}
