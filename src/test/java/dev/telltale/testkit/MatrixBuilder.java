package dev.telltale.testkit;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.ago;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.testkit.TestValues.PeerState;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A matrix in which all nodes are up until a test changes a cell or a row. Durations are ages at {@link
 * TestValues#NOW}.
 */
public final class MatrixBuilder {
    private static final Duration DOWN_SINCE = Duration.ofSeconds(10);
    private static final Duration HEARD = Duration.ofMillis(500);
    private static final Duration UPTIME = Duration.ofHours(1);
    private static final Map<CauseKind, Evidence> OF_SILENT_NODE = Map.of(
            CauseKind.CRASH, Evidence.REFUSED,
            CauseKind.LEFT, Evidence.LEFT,
            CauseKind.HANG, Evidence.TIMEOUT,
            CauseKind.FAILING, Evidence.BAD_STATUS);

    private final List<NodeId> nodes;
    private final Map<Link, PeerState> states = new HashMap<>();
    private final Map<NodeId, Observer> observers = new LinkedHashMap<>();
    private final Map<NodeId, Silence> silences = new HashMap<>();

    /** Everything in a row except its cells. */
    static final class Observer {
        Duration answeredAgo = Duration.ofMillis(100);
        Duration uptime = UPTIME;
        String detector = "evidence";
        int health;

        @Nullable
        String silence;

        @Nullable
        ClockReading back;

        int restarts;
        Duration clockAhead = Duration.ZERO;

        MatrixRow row(NodeId self, ClockReading answered, @Nullable Instant timestamp, List<PeerReport> peers) {
            var settings = HeartbeatSettings.DEFAULT;
            Duration lag = Duration.ofMillis(health > 0 ? 640 : 3);
            var report = new StatusReport(
                    self,
                    new StatusReport.Reporter(1L, 48_213L, uptime, settings, detector),
                    42L,
                    timestamp,
                    lag,
                    health,
                    peers,
                    Map.of());
            return new MatrixRow(self, report.earlierBy(clockAhead.negated()), answered, silence, back, clockAhead);
        }
    }

    public MatrixBuilder(int size) {
        nodes = TestValues.nodes(size);
        nodes.forEach(node -> observers.put(node, new Observer()));
        LinkSets.split(nodes.stream().map(List::of).toList()).forEach(link -> up(link, HEARD));
    }

    public List<NodeId> nodes() {
        return nodes;
    }

    Observer observer(NodeId node) {
        return Objects.requireNonNull(observers.get(node));
    }

    /** The matrix when every observer has had the time to notice this cause. */
    public MatrixBuilder with(Cause cause) {
        if (cause.kind().isOfLinks()) {
            return cut(cause.links(nodes));
        }
        if (cause.kind() == CauseKind.OVERLOAD) {
            observers.values().forEach(observer -> observer.health = 4);
            return this;
        }
        NodeId node = cause.node();
        Evidence evidence = OF_SILENT_NODE.get(cause.kind());
        if (evidence != null) {
            columnDown(node, evidence);
        }
        if (evidence != null || cause.kind() == CauseKind.GRAY_STATUS) {
            return silent(node);
        }
        if (cause.kind() == CauseKind.SKEWED) {
            return clockAhead(node, Duration.ofSeconds(5));
        }
        if (cause.kind() == CauseKind.SICK_OBSERVER) {
            return health(nodes.indexOf(node) + 1, 5);
        }
        observer(node).uptime = Duration.ofSeconds(3);
        observer(node).restarts = 1;
        LinkSets.column(nodes, node).forEach(link -> upAgain(link, Duration.ofSeconds(3)));
        return this;
    }

    /** Sets the clock of the node ahead, and with it the times in its report. */
    public MatrixBuilder clockAhead(NodeId node, Duration by) {
        observer(node).clockAhead = by;
        return this;
    }

    /** The node had no processor time for a while, and has been heard again for 3 s. */
    public MatrixBuilder starved(int number, Silence silence) {
        NodeId node = node(number);
        silences.put(node, silence);
        LinkSets.column(nodes, node).forEach(link -> upAgain(link, Duration.ofSeconds(3)));
        return health(number, 5);
    }

    public MatrixBuilder health(int number, int value) {
        observer(node(number)).health = value;
        return this;
    }

    /** The node does not answer this program. */
    public MatrixBuilder silent(NodeId node) {
        observer(node).silence = "does not answer";
        observer(node).answeredAgo = Duration.ofSeconds(8);
        return this;
    }

    /** The node did not answer this program before, and has answered since then. */
    public MatrixBuilder answersAgain(int number, Duration ago) {
        observer(node(number)).back = later(ago.negated());
        return this;
    }

    public MatrixBuilder cut(Set<Link> links) {
        links.forEach(link -> down(link, Evidence.TIMEOUT, DOWN_SINCE));
        return this;
    }

    public MatrixBuilder columnDown(NodeId subject, Evidence evidence) {
        LinkSets.column(nodes, subject).forEach(link -> down(link, evidence, DOWN_SINCE));
        return this;
    }

    public MatrixBuilder down(Link link, @Nullable Evidence evidence, Duration since) {
        return set(link, Status.DOWN, evidence, since.plusSeconds(5), since);
    }

    public MatrixBuilder suspect(Link link, Duration since) {
        return set(link, Status.SUSPECT, Evidence.TIMEOUT, since.plusSeconds(2), since);
    }

    public MatrixBuilder up(Link link, Duration heard) {
        return set(link, Status.UP, Evidence.OK, heard, UPTIME);
    }

    public MatrixBuilder upAgain(Link link, Duration since) {
        return set(link, Status.UP, Evidence.OK, Duration.ofMillis(150), since);
    }

    public MatrixBuilder unknown(Link link) {
        return set(link, Status.UNKNOWN, null, Duration.ZERO, Duration.ZERO);
    }

    /** The observer answers, but does not report the subject. */
    public MatrixBuilder missing(Link link) {
        states.remove(link);
        return this;
    }

    private MatrixBuilder set(Link link, Status status, @Nullable Evidence evidence, Duration heard, Duration since) {
        return set(link, new PeerState(status, evidence, ago(heard), ago(since)));
    }

    public MatrixBuilder set(Link link, PeerState state) {
        states.put(link, state);
        return this;
    }

    PeerState state(Link link) {
        return Objects.requireNonNull(states.get(link));
    }

    public Diagnosis diagnosis() {
        return Diagnosis.of(matrix(), NOW);
    }

    public Matrix matrix() {
        Map<NodeId, MatrixRow> rows = new HashMap<>();
        observers.forEach((node, observer) -> rows.put(node, row(node, later(observer.answeredAgo.negated()))));
        return new Matrix(nodes, rows);
    }

    MatrixRow row(NodeId node, ClockReading answered) {
        Instant written = answered.wall();
        List<PeerReport> peers = LinkSets.row(nodes, node).stream()
                .filter(states::containsKey)
                .map(link -> peer(link, observer(node).detector, written))
                .toList();
        return observer(node).row(node, answered, written, peers);
    }

    private PeerReport peer(Link link, String detector, Instant written) {
        PeerState state = state(link);
        List<NodeId> helpers =
                nodes.stream().filter(node -> !link.touches(node)).limit(1).toList();
        var verdicts = TestValues.verdicts(state, written, helpers);
        for (var verdict : verdicts) {
            if (verdict.detector().id().equals(detector)) {
                state = new PeerState(verdict.status(), state.evidence(), state.heard(), state.since(), state.last());
            }
        }
        int restarts = state.status() == Status.UP ? observer(link.subject()).restarts : 0;
        return TestValues.peer(link.subject(), state, written, restarts, silences.get(link.subject()), verdicts);
    }
}
