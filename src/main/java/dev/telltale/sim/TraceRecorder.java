package dev.telltale.sim;

import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.node.TickTrace;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TraceHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps the trace of every process of a simulation, each from its start, in memory. Confined to one thread. */
public final class TraceRecorder implements SimulationObserver {
    private final SimulationSettings settings;
    private final MonitoringRing ring;
    private final List<OpenTrace> all = new ArrayList<>();
    /** The trace of the last process of each node. */
    private final OpenTrace[] last;

    private record OpenTrace(TraceHeader header, List<TickTrace> ticks) {}

    /** @param settings of the simulation to record */
    public TraceRecorder(SimulationSettings settings) {
        this.settings = settings;
        ring = new MonitoringRing(settings.nodes(), settings.observers());
        last = new OpenTrace[settings.nodes()];
    }

    @Override
    public void started(int node, ClockReading at) {
        List<NodeId> peers = IntStream.range(0, settings.observers())
                .mapToObj(slot -> SimulatedNode.id(ring.subject(node, slot)))
                .toList();
        long incarnation = last[node] == null ? 1 : last[node].header.incarnation() + 1;
        var header = new TraceHeader(
                SimulatedNode.id(node), incarnation, peers, settings.heartbeat(), settings.detection(), at);
        last[node] = new OpenTrace(header, new ArrayList<>());
        all.add(last[node]);
    }

    @Override
    public void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult result) {
        if (!result.isIdle()) {
            last[node].ticks.add(TickTrace.of(at, events, result));
        }
    }

    /** The traces so far, in the order of the starts of their processes. */
    public List<NodeTrace> traces() {
        return all.stream()
                .map(trace -> new NodeTrace(trace.header, trace.ticks, true))
                .toList();
    }
}
