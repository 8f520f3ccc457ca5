package dev.telltale.dashboard.viewmodel.journal;

import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.fault.FaultId;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Origin;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.NodeId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts what was done since the last call, to processes and by faults, into lines of the journal. */
final class ActionLines {
    static final String WINDOW = "this window";
    static final String OTHER_PROGRAM = "another program";

    private final List<NodeId> nodes;
    private final ZoneId zone;
    private final String manually;
    private @Nullable ProcessEvent last;
    private @Nullable FaultId lastFault;
    private final Set<FaultId> active = new HashSet<>();
    /** Processes that this program has told to end, by PID. */
    private final Set<Long> ending = new HashSet<>();
    /** PIDs of the nodes that were started elsewhere. */
    private Map<NodeId, Long> external = Map.of();

    ActionLines(List<NodeId> nodes, ZoneId zone) {
        this(nodes, zone, WINDOW);
    }

    /** @param manually who gives commands by hand */
    ActionLines(List<NodeId> nodes, ZoneId zone, String manually) {
        this.nodes = nodes;
        this.zone = zone;
        this.manually = manually;
    }

    /**
     * The new lines, in no order.
     *
     * @param now when a process that was started elsewhere is found to have ended
     */
    List<JournalLine> next(Incidents incidents, Map<NodeId, NodeProcess> processes, Instant now) {
        List<JournalLine> lines = new ArrayList<>();
        addEvents(incidents.events(), lines);
        addFaults(incidents.faults(), lines);
        addExternal(incidents.events(), processes, now, lines);
        return lines;
    }

    private void addEvents(List<ProcessEvent> events, List<JournalLine> lines) {
        // From the newest on: mostly there are few new ones, or none.
        int first = events.size();
        while (first > 0 && !events.get(first - 1).equals(last)) {
            first--;
        }
        for (ProcessEvent event : events.subList(first, events.size())) {
            lines.add(line(event));
            last = event;
        }
    }

    private JournalLine line(ProcessEvent event) {
        String by = by(event.origin());
        String words = switch (event.kind()) {
            case START -> "start, PID " + event.pid();
            case READY -> "ready";
            case STOP -> "stop (SIGTERM)";
            case KILL -> "kill (SIGKILL)";
            case PAUSE -> "pause (SIGSTOP)";
            case RESUME -> "resume (SIGCONT)";
            case ENDED -> "exit" + (event.code() == null ? "" : ", code " + event.code());
        };
        switch (event.kind()) {
            case STOP, KILL -> ending.add(event.pid());
            case READY -> by = "";
            case ENDED -> {
                by = "";
                if (!ending.remove(event.pid())) {
                    words = event.exitText();
                }
            }
            case START, PAUSE, RESUME -> {
                // The origin says it.
            }
        }
        String done = words;
        return JournalLine.of(
                JournalKind.ACTION, event.at().wall(), event.node().value(), () -> done, by, zone);
    }

    private String by(Origin origin) {
        return switch (origin) {
            case MANUAL -> manually;
            case SCENARIO -> "scenario";
            case AUTOMATIC -> "automatic";
        };
    }

    private void addFaults(List<FaultInterval> faults, List<JournalLine> lines) {
        int first = faults.size();
        while (first > 0 && !faults.get(first - 1).fault().id().equals(lastFault)) {
            first--;
        }
        for (FaultInterval fault : faults.subList(first, faults.size())) {
            lastFault = fault.fault().id();
            active.add(fault.fault().id());
            lines.add(line(fault, "fault", fault.from().wall(), fault.madeBy()));
        }
        if (active.isEmpty()) {
            return;
        }
        for (FaultInterval fault : faults) {
            Instant end = fault.end();
            if (end != null && active.remove(fault.fault().id())) {
                lines.add(
                        line(fault, "fault cleared", end, Objects.requireNonNullElse(fault.healedBy(), Origin.MANUAL)));
            }
        }
    }

    private JournalLine line(FaultInterval fault, String what, Instant at, Origin origin) {
        return JournalLine.of(
                JournalKind.FAULT, at, what, () -> FaultText.of(fault.fault().effect(), nodes), by(origin), zone);
    }

    private void addExternal(
            List<ProcessEvent> events, Map<NodeId, NodeProcess> processes, Instant now, List<JournalLine> lines) {
        Map<NodeId, Long> found = new HashMap<>();
        processes.forEach((node, process) -> process.external().ifPresent(elsewhere -> {
            found.put(node, elsewhere.pid());
            if (!Objects.equals(external.get(node), elsewhere.pid())) {
                lines.add(otherProgram(elsewhere.since(), node, "start, PID " + elsewhere.pid()));
            }
        }));
        external.forEach((node, pid) -> {
            if (!pid.equals(found.get(node)) && !hasEnded(pid, events)) {
                lines.add(otherProgram(now, node, "exit, PID " + pid));
            }
        });
        external = found;
    }

    /** Whether this launcher ended the process, so that its exit is in the journal already. */
    private static boolean hasEnded(long pid, List<ProcessEvent> events) {
        return events.stream().anyMatch(event -> event.kind() == ProcessEvent.Kind.ENDED && event.pid() == pid);
    }

    private JournalLine otherProgram(Instant at, NodeId node, String words) {
        return JournalLine.of(JournalKind.ACTION, at, node.value(), () -> words, OTHER_PROGRAM, zone);
    }
}
