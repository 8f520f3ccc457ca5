package dev.telltale.dashboard.recording;

import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.launcher.ProcessControl;
import dev.telltale.model.Address;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.recording.history.RecordedHistory;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The processes of a recording, as they were at the shown instant. Every command fails: it is over. FX thread only. */
final class RecordedProcesses implements ProcessControl {
    static final String REFUSAL = "this is a recording";

    private static final int SIGKILL_CODE = 137;

    private final List<ProcessEvent> events;
    private final Supplier<@Nullable Instant> shown;
    private final Map<NodeId, Address> addresses = new LinkedHashMap<>();
    private final Map<NodeId, List<ProcessEvent>> ofNode = new LinkedHashMap<>();

    /** @param shown the instant of which {@link #processes} tells; null for the end */
    RecordedProcesses(RecordedHistory history, Supplier<@Nullable Instant> shown) {
        this.shown = shown;
        events = history.incidents().events();
        for (Member member : history.info().members()) {
            addresses.put(member.id(), member.address());
            ofNode.put(member.id(), new ArrayList<>());
        }
        for (ProcessEvent event : events) {
            ofNode.computeIfAbsent(event.node(), node -> new ArrayList<>()).add(event);
        }
    }

    /** The one sentence of every command that is refused. */
    static <T> CompletableFuture<T> refused(String what) {
        return CompletableFuture.failedFuture(
                new IllegalStateException("This is a recording: nothing can be " + what + "."));
    }

    @Override
    public String refusal() {
        return REFUSAL;
    }

    @Override
    public CompletableFuture<NodeProcess> perform(Command command, NodeId node, Origin origin) {
        return refused("started or ended");
    }

    @Override
    public CompletableFuture<Void> lockCluster() {
        return refused("started");
    }

    @Override
    public CompletableFuture<Optional<String>> otherOwner() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public Map<NodeId, NodeProcess> processes() {
        Instant at = Objects.requireNonNullElse(shown.get(), Instant.MAX);
        Map<NodeId, NodeProcess> processes = new LinkedHashMap<>();
        addresses.forEach((node, address) ->
                processes.put(node, at(ofNode.getOrDefault(node, List.of()), address, at)));
        return processes;
    }

    private static NodeProcess at(List<ProcessEvent> events, Address address, Instant at) {
        NodeProcess process = new NodeProcess.Stopped();
        ProcessEvent end = null;
        ClockReading ready = null;
        for (ProcessEvent event : events) {
            if (event.at().wall().isAfter(at)) {
                break;
            }
            switch (event.kind()) {
                case START -> {
                    process = new NodeProcess.Starting(event.pid(), event.at());
                    end = null;
                    ready = null;
                }
                case READY, RESUME -> {
                    ready = ready == null ? event.at() : ready;
                    process = new NodeProcess.Running(event.pid(), address, ready);
                }
                case PAUSE ->
                    process = new NodeProcess.Running(event.pid(), address, ready == null ? event.at() : ready, true);
                case STOP -> end = event;
                case KILL -> {
                    end = event;
                    process = exited(event, SIGKILL_CODE, true, ready);
                }
                case ENDED -> {
                    boolean isStopped = end != null && end.kind() == ProcessEvent.Kind.STOP;
                    boolean isKilled = end != null && !isStopped;
                    int code = event.code() == null
                            ? isKilled ? SIGKILL_CODE : NodeProcess.Exited.UNKNOWN_CODE
                            : event.code();
                    process = isStopped ? new NodeProcess.Stopped() : exited(event, code, isKilled, ready);
                }
            }
        }
        return process;
    }

    private static NodeProcess exited(ProcessEvent event, int code, boolean isKilled, @Nullable ClockReading ready) {
        Duration uptime = ready == null ? Duration.ZERO : event.at().since(ready);
        return new NodeProcess.Exited(code, isKilled, event.at(), uptime, isKilled ? "" : event.exitText());
    }

    @Override
    public List<String> output(NodeId node) {
        return List.of("(the output of nodes is not recorded)");
    }

    @Override
    public void onChange(Runnable listener) {
        // Nothing changes.
    }

    @Override
    public List<ProcessEvent> processEvents() {
        return events;
    }
}
