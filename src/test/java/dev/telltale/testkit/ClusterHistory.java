package dev.telltale.testkit;

import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.Evidence;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.testkit.TestValues.PeerState;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The history that a watch would have of a cluster fixture: every other node notices each event of a process. */
final class ClusterHistory {
    private final List<NodeId> nodes;
    private final MatrixHistory history;
    private final Set<NodeId> ready = new HashSet<>();

    private ClusterHistory(List<NodeId> nodes) {
        this.nodes = nodes;
        history = new MatrixHistory(nodes, MatrixHistory.DEFAULT_CAPACITY);
    }

    /** The history of all its events and its present view. */
    static MatrixHistory of(ClusterFixture cluster) {
        var made = new ClusterHistory(cluster.config().ids());
        cluster.control().processEvents().forEach(made::add);
        cluster.view().matrix().rows().stream()
                .filter(MatrixRow::isAnswering)
                .forEach(row -> made.history.record(row, TestValues.NOW));
        return made.history;
    }

    private void add(ProcessEvent event) {
        NodeId node = event.node();
        Instant at = event.at().wall();
        switch (event.kind()) {
            case READY -> {
                ready.add(node);
                LinkSets.row(nodes, node).forEach(link -> report(link, Status.UNKNOWN, Evidence.OK, at));
                LinkSets.row(nodes, node).forEach(link -> report(link, Status.UP, Evidence.OK, at.plusMillis(9)));
                noticed(node, at.plusMillis(12), 5, Status.UP, Evidence.OK);
            }
            case KILL -> {
                history.record(new MatrixRow(node, null, null, "does not listen"), moment(at.plusMillis(3)));
                noticed(node, at.plusMillis(12), 7, Status.DOWN, Evidence.REFUSED);
            }
            case PAUSE -> noticed(node, at.plusMillis(1_200), -450, Status.SUSPECT, Evidence.TIMEOUT);
            case RESUME -> noticed(node, at.plusMillis(260), -90, Status.UP, Evidence.OK);
            case START, STOP, ENDED -> {} // Not shown in the history.
        }
    }

    /** An observer that has not been ready yet notices nothing. */
    private void noticed(NodeId subject, Instant first, long stepMillis, Status status, Evidence evidence) {
        int number = 0;
        for (Link link : LinkSets.column(nodes, subject)) {
            Instant at = first.plusMillis(stepMillis * (number++ % 5));
            if (ready.contains(link.observer())) {
                report(link, status, evidence, at);
            }
        }
    }

    private void report(Link link, Status status, Evidence evidence, Instant at) {
        var peer = TestValues.peer(link.subject(), new PeerState(status, evidence, at, at), at);
        history.record(TestValues.row(link.observer(), moment(at), at, List.of(peer)), moment(at));
    }

    private static ClockReading moment(Instant at) {
        return TestValues.later(Duration.between(TestValues.NOW.wall(), at));
    }
}
