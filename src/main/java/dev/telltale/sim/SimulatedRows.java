package dev.telltale.sim;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.ResponseBehavior;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.node.NodeSnapshot;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.PeerSnapshot;
import dev.telltale.sim.VirtualCluster.ProcessState;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The matrix that a client gets by polling the status of every node. A node that stops answering keeps its last report
 * for as long as a real client waits for a response.
 */
final class SimulatedRows {
    /** As in the real client: the wait time of a blocking query plus one second. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration MAX_CLOCK_OFFSET = Duration.ofMillis(500);

    private final SimulatedCluster cluster;
    private final HeartbeatSettings settings;
    private final List<NodeId> nodes = new ArrayList<>();
    private final Map<NodeId, MatrixRow> last = new LinkedHashMap<>();

    SimulatedRows(SimulatedCluster cluster) {
        this.cluster = cluster;
        settings = cluster.settings().heartbeat();
        for (int i = 0; i < cluster.settings().nodes(); i++) {
            nodes.add(cluster.node(i).id);
        }
    }

    /** The matrix now. The report of a silent row is as old as the previous call. */
    Matrix matrix() {
        nodes.forEach(node -> last.put(node, row(node)));
        return new Matrix(nodes, last);
    }

    private MatrixRow row(NodeId id) {
        SimulatedNode node = cluster.node(SimulatedNode.index(id));
        NodeStateMachine stateMachine = node.stateMachine;
        MatrixRow before = last.getOrDefault(id, MatrixRow.neverPolled(id));
        if (node.state == ProcessState.GONE || stateMachine == null) {
            return before.withSilence("connection refused");
        }
        for (FaultType effect : cluster.faults().effects()) {
            if (effect.nodes().contains(id) && isError(effect)) {
                return before.withSilence("status 500");
            }
        }
        if (node.state == ProcessState.PAUSED || isSilent(id)) {
            ClockReading answered = before.answered();
            boolean isPending = answered != null
                    && before.isAnswering()
                    && cluster.clockReading().since(answered).compareTo(RESPONSE_TIMEOUT) < 0;
            return isPending ? before : before.withSilence("no answer within " + RESPONSE_TIMEOUT.toMillis() + " ms");
        }
        return answering(before, node, report(node, stateMachine.snapshot()));
    }

    /** Converts the report to true time if the node's clock is far off, as the real client does. */
    private MatrixRow answering(MatrixRow before, SimulatedNode node, StatusReport report) {
        ClockReading now = cluster.clockReading();
        ClockReading back = before.isAnswering() ? before.recovered() : now;
        Duration ahead =
                Duration.between(now.wall(), cluster.clockReading(node.index).wall());
        return ahead.abs().compareTo(MAX_CLOCK_OFFSET) > 0
                ? new MatrixRow(node.id, report.earlierBy(ahead), now, null, back, ahead)
                : new MatrixRow(node.id, report, now, null, back, Duration.ZERO);
    }

    private static boolean isError(FaultType effect) {
        var mode = effect.responseMode(Endpoint.STATUS);
        return mode == ResponseBehavior.Mode.ERROR || mode == ResponseBehavior.Mode.GARBAGE;
    }

    private boolean isSilent(NodeId id) {
        return cluster.faults().effects().stream()
                .filter(effect -> effect.isOn(id))
                .anyMatch(effect -> effect.responseMode(Endpoint.STATUS) == ResponseBehavior.Mode.SILENCE
                        || effect.delay().compareTo(RESPONSE_TIMEOUT) >= 0);
    }

    private StatusReport report(SimulatedNode node, NodeSnapshot snapshot) {
        ClockReading now = cluster.clockReading(node.index);
        List<PeerReport> peers = new ArrayList<>(snapshot.peers().size());
        for (PeerSnapshot peer : snapshot.peers()) {
            peers.add(peer.reportAt(now));
        }
        Duration uptime = Duration.ofNanos(cluster.now() - node.startedAt);
        return new StatusReport(
                node.id,
                new StatusReport.Reporter(
                        node.boxedIncarnation,
                        null,
                        uptime,
                        settings,
                        snapshot.deciding().id()),
                snapshot.version(),
                now.wall(),
                Duration.ofNanos(snapshot.lagNanos()),
                snapshot.health(),
                peers,
                Map.of());
    }
}
