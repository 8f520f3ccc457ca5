package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Findings about the observers, from their rows, and the doubt that a lagging observer adds to findings about links.
 */
final class Observers {
    /** The longest request for a status: only after that is a row known to be unanswered. */
    private static final Duration MAX_REQUEST_TIME = Duration.ofMillis(2_250);

    private static final Duration SKEW_TOLERANCE = Duration.ofMillis(500);

    private final MatrixIndex index;
    private final List<SubjectSummary> summaries;
    private final Set<NodeId> ended;
    private final boolean isOverloaded;

    Observers(MatrixIndex index, List<SubjectSummary> summaries, Set<NodeId> ended) {
        this.index = index;
        this.summaries = summaries;
        this.ended = ended;
        int lagging = index.lagging().size();
        isOverloaded = lagging >= 2 && lagging * 2 > index.answering();
    }

    /** Returns the findings with possible causes added, followed by the findings that only rows show. */
    List<Finding> complete(List<Finding> found) {
        List<Finding> complete = new ArrayList<>();
        // The nodes whose unanswered rows the findings explain.
        Set<NodeId> explained = new LinkedHashSet<>();
        for (Finding finding : found) {
            complete.add(withObserverCauses(finding));
            finding.causes().stream()
                    .filter(cause -> cause.kind().isSilence())
                    .forEach(cause -> explained.add(cause.node()));
        }
        if (isOverloaded) {
            complete.add(Finding.of(CauseKind.OVERLOAD.of()));
        }
        for (int number : numbers()) {
            NodeId node = index.node(number);
            Cause sick = CauseKind.SICK_OBSERVER.of(node);
            if (index.isLagging(number) && !isOverloaded && complete.stream().noneMatch(finding -> finding.has(sick))) {
                complete.add(Finding.of(sick));
            }
            if (isGray(number) && !explained.contains(node)) {
                complete.add(Finding.of(CauseKind.GRAY_STATUS.of(node)));
            }
            if (isRestarted(number)) {
                complete.add(Finding.of(CauseKind.RESTART.of(node)));
            }
        }
        complete.addAll(skewed());
        return complete;
    }

    /** If only one observer reports a subject down, the observer itself may be at fault. */
    private Finding withObserverCauses(Finding finding) {
        Cause first = finding.first();
        if (isOverloaded && first.kind().isOfLinks()) {
            return finding.or(CauseKind.OVERLOAD.of());
        }
        if (first.kind() == CauseKind.OVERLOAD) {
            return finding;
        }
        NodeId observer = first.node();
        boolean isSick = first.kind() == CauseKind.DEAF
                || (first.kind() == CauseKind.ONE_WAY
                        && (finding.has(CauseKind.DEAF.of(observer)) || index.isLagging(index.number(observer))));
        return isSick ? withSickObserver(finding, observer) : finding;
    }

    private Finding withSickObserver(Finding finding, NodeId observer) {
        Cause sick = CauseKind.SICK_OBSERVER.of(observer);
        return index.isLagging(index.number(observer)) ? Finding.of(sick).or(finding.causes()) : finding.or(sick);
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < index.size(); number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** Whether an observer received a heartbeat of the node after it had stopped to answer here. */
    private boolean isGray(int number) {
        MatrixRow row = index.row(number);
        if (row.isAnswering() || !row.isPolled() || ended.contains(index.node(number))) {
            return false;
        }
        for (int observer = 0; observer < index.size(); observer++) {
            if (index.sign(observer, number) == Sign.UP) {
                boolean isUpForLong = index.statusAge(observer, number).compareTo(MAX_REQUEST_TIME) > 0;
                boolean isHeardSince = row.answered() == null
                        || index.heartbeatAge(observer, number)
                                        .plus(MAX_REQUEST_TIME)
                                        .compareTo(index.answerAge(number))
                                < 0;
                if (isUpForLong && isHeardSince) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isRestarted(int number) {
        if (summaries.get(number).isNewIncarnation) {
            return true;
        }
        for (int observer = 0; observer < index.size(); observer++) {
            PeerReport report = index.peerReport(observer, number);
            if (report != null
                    && report.returns().restarts() > 0
                    && index.sign(observer, number) == Sign.UP
                    && uptime(number, observer, report.incarnation()).compareTo(Cause.RESTART_REPORTED_FOR) < 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * How long this incarnation of the node has run, by the uptime in its last answer; if that is missing, how long the
     * node has been up at the observer.
     */
    private Duration uptime(int number, int observer, @Nullable Long incarnation) {
        StatusReport report = index.row(number).report();
        Duration uptime = report != null && Objects.equals(report.reporter().incarnation(), incarnation)
                ? report.reporter().uptime()
                : null;
        return uptime == null ? index.statusAge(observer, number) : uptime.plus(index.answerAge(number));
    }

    /** A clock is reported as skewed unless more clocks agree with it than with ours: then ours is the wrong one. */
    private List<Finding> skewed() {
        List<Finding> skewed = new ArrayList<>();
        for (int number : numbers()) {
            Duration skew = index.skew(number);
            long alike = numbers().stream()
                    .filter(other -> isClose(index.skew(other), skew))
                    .count();
            long right = 1
                    + numbers().stream()
                            .filter(index::answers)
                            .filter(other -> isClose(index.skew(other), Duration.ZERO))
                            .count();
            if (!isClose(skew, Duration.ZERO) && alike <= right) {
                skewed.add(Finding.of(CauseKind.SKEWED.of(index.node(number))));
            }
        }
        return skewed;
    }

    private static boolean isClose(Duration one, Duration other) {
        return one.minus(other).abs().compareTo(SKEW_TOLERANCE) <= 0;
    }
}
