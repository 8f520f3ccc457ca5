package dev.telltale.sim;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.node.NodeSnapshot;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.PeerSnapshot;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simulated cluster as whoever asks every node for its status sees it. A row that falls silent lends its last report
 * for as long as a real watch waits for an answer.
 */
final class SimulatedRows {
    /** As in a real watch: what it lets a node hold a question back, and a second more. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration FAR_OFF = Duration.ofMillis(500);

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

    /** As of now; a silent row's report is as old as the last call before. */
    Matrix matrix() {
        nodes.forEach(node -> last.put(node, row(node)));
        return new Matrix(nodes, last);
    }

    private MatrixRow row(NodeId id) {
        SimulatedNode node = cluster.node(SimulatedCluster.index(id));
        NodeStateMachine brain = node.brain;
        MatrixRow before = last.getOrDefault(id, MatrixRow.neverAsked(id));
        if (node.life == SimulatedProcessState.GONE || brain == null) {
            return before.withSilence("connection refused");
        }
        for (FaultType effect : cluster.faults().effects()) {
            if (effect.nodes().contains(id) && isError(effect)) {
                return before.withSilence("status 500");
            }
        }
        if (node.life == SimulatedProcessState.PAUSED || isMute(id)) {
            ClockReading answered = before.answered();
            boolean isStillWaitedFor = answered != null
                    && before.isAnswering()
                    && cluster.moment().since(answered).compareTo(PATIENCE) < 0;
            return isStillWaitedFor ? before : before.withSilence("no answer within " + PATIENCE.toMillis() + " ms");
        }
        return answering(before, node, report(node, brain.beliefs()));
    }

    /** As a watch does with a clock that is far off, it tells the times in ours. */
    private MatrixRow answering(MatrixRow before, SimulatedNode node, StatusReport told) {
        ClockReading now = cluster.moment();
        ClockReading back = before.isAnswering() ? before.back() : now;
        Duration ahead = Duration.between(now.wall(), cluster.moment(node.index).wall());
        return ahead.abs().compareTo(FAR_OFF) > 0
                ? new MatrixRow(node.id, told.earlierBy(ahead), now, null, back, ahead)
                : new MatrixRow(node.id, told, now, null, back, Duration.ZERO);
    }

    private static boolean isError(FaultType effect) {
        return effect instanceof FaultType.Fail
                || (effect instanceof FaultType.Gray gray && gray.broken() == Endpoint.STATUS);
    }

    private boolean isMute(NodeId id) {
        return cluster.faults().effects().stream()
                .filter(effect ->
                        effect instanceof FaultType.OnNode one && one.node().equals(id))
                .anyMatch(effect -> effect instanceof FaultType.Stall
                        || (effect instanceof FaultType.Slow slow
                                && slow.delay().compareTo(PATIENCE) >= 0));
    }

    private StatusReport report(SimulatedNode node, NodeSnapshot beliefs) {
        ClockReading now = cluster.moment(node.index);
        List<PeerReport> peers = new ArrayList<>(beliefs.peers().size());
        for (PeerSnapshot belief : beliefs.peers()) {
            peers.add(belief.reportAt(now));
        }
        Duration uptime = Duration.ofNanos(cluster.now() - node.began);
        return new StatusReport(
                node.id,
                node.incarnation,
                null,
                beliefs.version(),
                now.wall(),
                uptime,
                settings,
                beliefs.deciding().word(),
                Duration.ofNanos(beliefs.lagNanos()),
                beliefs.health(),
                peers);
    }
}
