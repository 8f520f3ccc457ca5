package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A matrix as a diagnosis looks at it: read once, so that 100 x 100 cells stay cheap. Nodes are numbers in the matrix's order.
 */
public final class MatrixIndex {
    /** The age of what has no time. */
    public static final Duration LONG_AGO = Duration.ofDays(36_500);

    /** Ages of two rows are compared through two clocks and a network. */
    private static final Duration MIN_MARGIN = Duration.ofMillis(50);

    /** Of 8. One late tick may be chance. */
    private static final int POOR_HEALTH = 3;

    /** How long a node may lag because it has just started. */
    private static final Duration START = Duration.ofSeconds(15);

    private static final Duration MAX_MARGIN = Duration.ofMillis(250);

    public final Matrix matrix;
    final ClockReading now;
    private final Map<NodeId, Integer> numbers = new HashMap<>();
    private final List<MatrixRow> rows = new ArrayList<>();
    private final List<Map<NodeId, PeerReport>> beliefs = new ArrayList<>();
    private final Sign[][] signs;

    public MatrixIndex(Matrix matrix, ClockReading now) {
        this.matrix = matrix;
        this.now = now;
        for (NodeId node : matrix.nodes()) {
            numbers.put(node, numbers.size());
            MatrixRow row = matrix.row(node);
            rows.add(row);
            Map<NodeId, PeerReport> said = new HashMap<>();
            StatusReport report = row.report();
            if (row.isAnswering() && report != null) {
                report.peers().forEach(peer -> said.put(peer.id(), peer));
            }
            beliefs.add(said);
        }
        signs = new Sign[size()][size()];
        for (int observer = 0; observer < size(); observer++) {
            for (int subject = 0; subject < size(); subject++) {
                signs[observer][subject] = observer == subject ? Sign.OPEN : Sign.of(belief(observer, subject));
            }
        }
    }

    public int size() {
        return matrix.nodes().size();
    }

    public NodeId node(int number) {
        return matrix.nodes().get(number);
    }

    /** Of a node of the matrix. */
    public int number(NodeId node) {
        return Objects.requireNonNull(numbers.get(node));
    }

    public MatrixRow row(int observer) {
        return rows.get(observer);
    }

    public boolean answers(int observer) {
        return rows.get(observer).isAnswering();
    }

    /** 0 is well, 8 the worst; 0 if it does not answer or does not say. */
    int health(int observer) {
        StatusReport report = rows.get(observer).report();
        Integer health = report == null || !answers(observer) ? null : report.health();
        return health == null ? 0 : health;
    }

    /** Whether the node says that it is lagging, and has run for long enough not to lag for its start alone. */
    boolean isLate(int observer) {
        return health(observer) >= POOR_HEALTH && !isStarting(observer);
    }

    /** A Java process compiles its code in its first seconds, and all nodes of a cluster do so at once. */
    private boolean isStarting(int observer) {
        StatusReport report = rows.get(observer).report();
        Duration uptime = report == null ? null : report.uptime();
        return uptime != null && uptime.plus(answered(observer)).compareTo(START) < 0;
    }

    /** The nodes that say that they run late themselves. */
    public List<NodeId> late() {
        return IntStream.range(0, size())
                .filter(this::isLate)
                .mapToObj(this::node)
                .toList();
    }

    /**
     * The longest silence of the node that lately ended, lasted for the timeout, and is explained by its own lack of processor
     * time; null if there is none.
     */
    @Nullable
    public Silence starvation(int subject) {
        Silence longest = null;
        for (int observer = 0; observer < size(); observer++) {
            PeerReport belief = belief(observer, subject);
            boolean isBack = sign(observer, subject) == Sign.HEARD
                    && since(observer, subject).compareTo(Cause.Restart.REPORTED_FOR) < 0;
            Silence silence = belief == null || !isBack ? null : belief.silence();
            boolean isLonger = silence != null
                    && silence.isStarvation()
                    && silence.length().compareTo(settings(observer).timeout()) >= 0
                    && (longest == null || silence.length().compareTo(longest.length()) > 0);
            longest = isLonger ? silence : longest;
        }
        return longest;
    }

    /** By how much a node's wall clock is ahead of ours; zero if that is not certain. */
    public Duration skew(int number) {
        return rows.get(number).ahead();
    }

    public int answering() {
        return (int) rows.stream().filter(MatrixRow::isAnswering).count();
    }

    public Sign sign(int observer, int subject) {
        return signs[observer][subject];
    }

    @Nullable
    public PeerReport belief(int observer, int subject) {
        return beliefs.get(observer).get(node(subject));
    }

    /** Since when the cell is what it is, as an age; very old if it does not say. */
    public Duration since(int observer, int subject) {
        PeerReport belief = belief(observer, subject);
        return age(observer, belief == null ? null : belief.since());
    }

    /** How long ago the observer heard the subject. */
    Duration heard(int observer, int subject) {
        PeerReport belief = belief(observer, subject);
        return age(observer, belief == null ? null : belief.lastHeartbeat());
    }

    /** How long ago the observer's last attempt at the subject began, at most. */
    Duration tried(int observer, int subject) {
        PeerReport belief = belief(observer, subject);
        HeartbeatSettings settings = settings(observer);
        return age(observer, belief == null ? null : belief.lastCheck())
                .plus(settings.deadline())
                .plus(margin(settings));
    }

    /** How long ago the last attempt began, if it got no answer after errors before; very long for all others. */
    Duration turnedSilent(int observer, int subject) {
        PeerReport belief = belief(observer, subject);
        if (belief == null || belief.status() != Status.DOWN || belief.lastEvidence() != Evidence.TIMEOUT) {
            return LONG_AGO;
        }
        return Sign.ofDown(belief.evidence(), null) == Sign.WRONG
                ? age(observer, belief.lastCheck()).plus(settings(observer).deadline())
                : LONG_AGO;
    }

    /** How long ago anybody was heard again by an observer, or answered here again. */
    Duration lastReturn() {
        Duration last = LONG_AGO;
        for (int observer = 0; observer < size(); observer++) {
            ClockReading back = rows.get(observer).back();
            last = back == null || !answers(observer) ? last : shorter(last, now.since(back));
            for (int subject = 0; subject < size(); subject++) {
                last = sign(observer, subject) == Sign.HEARD ? shorter(last, since(observer, subject)) : last;
            }
        }
        return last;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration age(int observer, @Nullable Instant stamped) {
        return stamped == null ? LONG_AGO : rows.get(observer).age(stamped, now);
    }

    /** How long ago the row answered; very long if it never did. */
    Duration answered(int observer) {
        ClockReading answered = rows.get(observer).answered();
        return answered == null ? LONG_AGO : now.since(answered);
    }

    /**
     * Whether an up cell is news after something that was this long ago: the subject was heard since, or would have been missed
     * by now.
     */
    public boolean isHeardAfter(int observer, int subject, Duration ago) {
        HeartbeatSettings settings = settings(observer);
        Duration margin = margin(settings);
        return heard(observer, subject).plus(margin).compareTo(ago) < 0
                || ago.minus(answered(observer)).compareTo(patience(settings)) > 0;
    }

    /** Whether the node itself answered the panel after something that was this long ago. */
    boolean isAnsweredAfter(int observer, Duration ago) {
        return answers(observer)
                && answered(observer).plus(margin(settings(observer))).compareTo(ago) < 0;
    }

    /** Whether the node answers the panel again, so lately that its peers need not have asked it since. */
    boolean isBack(int node) {
        ClockReading back = rows.get(node).back();
        return answers(node) && back != null && now.since(back).compareTo(patience(settings(node))) < 0;
    }

    /** Whether the observer hears the subject again, or for the first time, and others need not have asked it since. */
    boolean isHeardLately(int observer, int subject) {
        return sign(observer, subject) == Sign.HEARD
                && since(observer, subject).compareTo(patience(settings(observer))) < 0;
    }

    /** Until a suspicion of the observer is either over or a verdict, and all others had their turn. */
    Duration suspicionTime(int observer) {
        HeartbeatSettings settings = settings(observer);
        return settings.timeout().plus(patience(settings));
    }

    private static Duration patience(HeartbeatSettings settings) {
        return settings.interval().plus(settings.deadline()).plus(margin(settings));
    }

    private static Duration margin(HeartbeatSettings settings) {
        Duration quarter = settings.interval().dividedBy(4);
        if (quarter.compareTo(MIN_MARGIN) < 0) {
            return MIN_MARGIN;
        }
        return quarter.compareTo(MAX_MARGIN) > 0 ? MAX_MARGIN : quarter;
    }

    private HeartbeatSettings settings(int observer) {
        StatusReport report = rows.get(observer).report();
        HeartbeatSettings settings = report == null ? null : report.settings();
        return settings == null ? HeartbeatSettings.DEFAULT : settings;
    }
}
