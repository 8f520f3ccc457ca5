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
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A matrix prepared for analysis: each cell is classified once, so that 100 x 100 cells stay cheap. Nodes are numbered
 * in the order of the matrix, from 0. All ages are relative to {@code now}.
 */
public final class MatrixIndex {
    /** The age of an event without a time: 100 years. */
    public static final Duration LONG_AGO = Duration.ofDays(36_500);

    /** Ages of two rows differ by the error of two clock offsets; a quarter of the interval within these limits. */
    private static final Duration MIN_MARGIN = Duration.ofMillis(50);

    /** Of 8. One late tick may be chance. */
    private static final int MIN_LAGGING_HEALTH = 3;

    /** A Java process compiles its code in its first seconds, and all nodes of a cluster do so at once. */
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private static final Duration MAX_MARGIN = Duration.ofMillis(250);

    public final Matrix matrix;
    final ClockReading now;
    private final Sign[][] signs;

    public MatrixIndex(Matrix matrix, ClockReading now) {
        this.matrix = matrix;
        this.now = now;
        signs = new Sign[size()][size()];
        for (int observer = 0; observer < size(); observer++) {
            for (int subject = 0; subject < size(); subject++) {
                signs[observer][subject] = observer == subject ? Sign.UNKNOWN : Sign.of(peerReport(observer, subject));
            }
        }
    }

    public int size() {
        return matrix.size();
    }

    public NodeId node(int number) {
        return matrix.nodes().get(number);
    }

    /** The number of a node, which must be in the matrix. */
    public int number(NodeId node) {
        return matrix.number(node);
    }

    public MatrixRow row(int observer) {
        return matrix.row(observer);
    }

    public boolean answers(int observer) {
        return matrix.row(observer).isAnswering();
    }

    /** The local health of the node, 0 (good) to 8; 0 if it does not answer or does not report it. */
    private int localHealth(int observer) {
        StatusReport report = matrix.row(observer).report();
        Integer health = report == null || !answers(observer) ? null : report.health();
        return health == null ? 0 : health;
    }

    /** Whether the node reports that it is lagging, and not merely because it has just started. */
    boolean isLagging(int observer) {
        return localHealth(observer) >= MIN_LAGGING_HEALTH && !isStarting(observer);
    }

    private boolean isStarting(int observer) {
        StatusReport report = matrix.row(observer).report();
        Duration uptime = report == null ? null : report.reporter().uptime();
        return uptime != null && uptime.plus(answerAge(observer)).compareTo(WARM_UP) < 0;
    }

    /** The nodes that report that they are lagging. */
    public List<NodeId> lagging() {
        return IntStream.range(0, size())
                .filter(this::isLagging)
                .mapToObj(this::node)
                .toList();
    }

    /**
     * The longest silence of the node that ended within {@link Cause#RESTART_REPORTED_FOR}, lasted for at least the
     * timeout and is explained by the node's lack of processor time; null if there is none.
     */
    @Nullable
    public Silence starvation(int subject) {
        Silence longest = null;
        for (int observer = 0; observer < size(); observer++) {
            PeerReport report = peerReport(observer, subject);
            boolean isBack = sign(observer, subject) == Sign.UP
                    && statusAge(observer, subject).compareTo(Cause.RESTART_REPORTED_FOR) < 0;
            Silence silence =
                    report == null || !isBack ? null : report.returns().silence();
            boolean isLonger = silence != null
                    && silence.isStarvation()
                    && silence.length().compareTo(settings(observer).timeout()) >= 0
                    && (longest == null || silence.length().compareTo(longest.length()) > 0);
            longest = isLonger ? silence : longest;
        }
        return longest;
    }

    /** By how much the node's wall clock is ahead of ours; zero if the offset is not certain. */
    public Duration skew(int number) {
        return matrix.row(number).ahead();
    }

    /** The number of nodes that answer requests for their status. */
    public int answering() {
        return (int) matrix.rows().stream().filter(MatrixRow::isAnswering).count();
    }

    public Sign sign(int observer, int subject) {
        return signs[observer][subject];
    }

    /** The current report; null if the observer does not answer or reports nothing on the subject. */
    public @Nullable PeerReport peerReport(int observer, int subject) {
        return answers(observer) ? matrix.report(observer, subject) : null;
    }

    /** How long the cell has had its status; {@link #LONG_AGO} if not reported. */
    public Duration statusAge(int observer, int subject) {
        PeerReport report = peerReport(observer, subject);
        return age(observer, report == null ? null : report.since());
    }

    /** How long ago the observer received the last heartbeat of the subject; {@link #LONG_AGO} if never. */
    Duration heartbeatAge(int observer, int subject) {
        PeerReport report = peerReport(observer, subject);
        return age(observer, report == null ? null : report.attempts().lastHeartbeat());
    }

    /** The longest time since the start of the observer's last attempt at the subject. */
    Duration attemptAge(int observer, int subject) {
        PeerReport report = peerReport(observer, subject);
        HeartbeatSettings settings = settings(observer);
        return age(observer, report == null ? null : report.attempts().lastCheck())
                .plus(settings.deadline())
                .plus(margin(settings));
    }

    /** How long ago the last attempt began, if it timed out after earlier errors; otherwise {@link #LONG_AGO}. */
    Duration silentAttemptAge(int observer, int subject) {
        PeerReport report = peerReport(observer, subject);
        if (report == null
                || report.status() != Status.DOWN
                || report.attempts().lastEvidence() != Evidence.TIMEOUT) {
            return LONG_AGO;
        }
        return Sign.ofDown(report.evidence(), null) == Sign.DOWN_ERROR
                ? age(observer, report.attempts().lastCheck())
                        .plus(settings(observer).deadline())
                : LONG_AGO;
    }

    /** How long ago a node last became up again at an observer, or answered here again. */
    Duration lastRecoveryAge() {
        Duration last = LONG_AGO;
        for (int observer = 0; observer < size(); observer++) {
            ClockReading back = matrix.row(observer).recovered();
            last = back == null || !answers(observer) ? last : shorter(last, now.since(back));
            for (int subject = 0; subject < size(); subject++) {
                last = sign(observer, subject) == Sign.UP ? shorter(last, statusAge(observer, subject)) : last;
            }
        }
        return last;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration age(int observer, @Nullable Instant stamped) {
        return stamped == null ? LONG_AGO : matrix.row(observer).age(stamped, now);
    }

    /** How long ago the node last answered a request for its status; {@link #LONG_AGO} if never. */
    Duration answerAge(int observer) {
        ClockReading answered = matrix.row(observer).answered();
        return answered == null ? LONG_AGO : now.since(answered);
    }

    /**
     * Whether an up cell was confirmed after an event of this age: the observer received a heartbeat since, or has had
     * the time to detect that there is none.
     */
    public boolean isUpAfter(int observer, int subject, Duration age) {
        HeartbeatSettings settings = settings(observer);
        Duration margin = margin(settings);
        return heartbeatAge(observer, subject).plus(margin).compareTo(age) < 0
                || age.minus(answerAge(observer)).compareTo(maxRoundTime(settings)) > 0;
    }

    /** Whether the node answered a request for its status after an event of this age. */
    boolean isAnsweringAfter(int observer, Duration age) {
        return answers(observer)
                && answerAge(observer).plus(margin(settings(observer))).compareTo(age) < 0;
    }

    /** Whether the node answers here again, so recently that its peers may not have sent it a request since. */
    boolean isAnsweringAgain(int node) {
        ClockReading back = matrix.row(node).recovered();
        return answers(node) && back != null && now.since(back).compareTo(maxRoundTime(settings(node))) < 0;
    }

    /** Whether the subject became up at the observer so recently that others may not have sent it a request since. */
    boolean isRecentlyUp(int observer, int subject) {
        return sign(observer, subject) == Sign.UP
                && statusAge(observer, subject).compareTo(maxRoundTime(settings(observer))) < 0;
    }

    /** The time in which a suspicion ends or becomes a verdict, and every other observer completes one attempt. */
    Duration maxSuspicionTime(int observer) {
        HeartbeatSettings settings = settings(observer);
        return settings.timeout().plus(maxRoundTime(settings));
    }

    /** The time in which an observer starts and completes one attempt at each subject. */
    private static Duration maxRoundTime(HeartbeatSettings settings) {
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
        StatusReport report = matrix.row(observer).report();
        HeartbeatSettings settings = report == null ? null : report.reporter().settings();
        return settings == null ? HeartbeatSettings.DEFAULT : settings;
    }
}
