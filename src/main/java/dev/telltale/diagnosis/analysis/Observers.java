package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.cause.Cause;
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

/** What the rows tell of the nodes themselves, and what that adds to the patterns of the cells. */
final class Observers {
    /** A silent row is known as such after the longest question of a watcher. */
    private static final Duration MAX_REQUEST_TIME = Duration.ofMillis(2_250);

    private static final Duration MAX_SKEW = Duration.ofMillis(500);

    private final MatrixIndex sights;
    private final List<SubjectSummary> columns;
    private final Set<NodeId> ended;
    private final boolean isOverloaded;

    Observers(MatrixIndex sights, List<SubjectSummary> columns, Set<NodeId> ended) {
        this.sights = sights;
        this.columns = columns;
        this.ended = ended;
        int late = sights.late().size();
        isOverloaded = late >= 2 && late * 2 > sights.answering();
    }

    /** The same findings with what the rows add to them, and those that only the rows show. */
    List<Finding> complete(List<Finding> found) {
        List<Finding> complete = new ArrayList<>();
        Set<NodeId> explained = new LinkedHashSet<>();
        for (Finding finding : found) {
            complete.add(doubted(finding));
            finding.causes().forEach(cause -> explained.addAll(nodes(cause)));
        }
        if (isOverloaded) {
            complete.add(Finding.of(new Cause.Overload()));
        }
        for (int number : numbers()) {
            NodeId node = sights.node(number);
            Cause sick = new Cause.SickObserver(node);
            if (sights.isLate(number) && !isOverloaded && complete.stream().noneMatch(finding -> finding.has(sick))) {
                complete.add(Finding.of(sick));
            }
            if (isGray(number) && !explained.contains(node)) {
                complete.add(Finding.of(new Cause.GrayStatus(node)));
            }
            if (isRestarted(number)) {
                complete.add(Finding.of(new Cause.Restart(node)));
            }
        }
        complete.addAll(skewed());
        return complete;
    }

    /** The nodes whose silent row the cause explains. */
    private static Set<NodeId> nodes(Cause cause) {
        return cause instanceof Cause.OfNode one && one.isSilence() ? Set.of(one.node()) : Set.of();
    }

    /** Who complains alone may be the one who is ill. */
    private Finding doubted(Finding finding) {
        Cause first = finding.causes().get(0);
        if (isOverloaded && first instanceof Cause.OfLinks) {
            return finding.or(new Cause.Overload());
        }
        if (first instanceof Cause.Deaf deaf) {
            return doubted(finding, deaf.node());
        }
        boolean isOneWay = first instanceof Cause.OneWay;
        if (isOneWay) {
            NodeId observer = ((Cause.OneWay) first).link().observer();
            boolean isDeaf = finding.has(new Cause.Deaf(observer));
            return isDeaf || sights.isLate(sights.number(observer)) ? doubted(finding, observer) : finding;
        }
        return finding;
    }

    private Finding doubted(Finding finding, NodeId observer) {
        Cause sick = new Cause.SickObserver(observer);
        return sights.isLate(sights.number(observer)) ? Finding.of(sick).or(finding.causes()) : finding.or(sick);
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < sights.size(); number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** Peers heard it after it had stopped answering here. */
    private boolean isGray(int number) {
        MatrixRow row = sights.row(number);
        if (row.isAnswering() || !row.isAsked() || ended.contains(sights.node(number))) {
            return false;
        }
        for (int observer = 0; observer < sights.size(); observer++) {
            if (sights.sign(observer, number) == Sign.HEARD) {
                boolean isHeardForLong = sights.since(observer, number).compareTo(MAX_REQUEST_TIME) > 0;
                boolean isHeardSince = row.answered() == null
                        || sights.heard(observer, number).plus(MAX_REQUEST_TIME).compareTo(sights.answered(number)) < 0;
                if (isHeardForLong && isHeardSince) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isRestarted(int number) {
        if (columns.get(number).isNewLife) {
            return true;
        }
        for (int observer = 0; observer < sights.size(); observer++) {
            PeerReport belief = sights.belief(observer, number);
            if (belief != null
                    && belief.restarts() > 0
                    && sights.sign(observer, number) == Sign.HEARD
                    && life(number, observer, belief.incarnation()).compareTo(Cause.Restart.REPORTED_FOR) < 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * How long this incarnation of the node runs: since its start, which it told in its last answer, also if it does not answer
     * now. If it told nothing, for how long the observer holds it up.
     */
    private Duration life(int number, int observer, @Nullable Long incarnation) {
        StatusReport report = sights.row(number).report();
        Duration uptime = report != null && Objects.equals(report.incarnation(), incarnation) ? report.uptime() : null;
        return uptime == null ? sights.since(observer, number) : uptime.plus(sights.answered(number));
    }

    /** Of clocks that agree with each other against ours and fewer others, ours is the wrong one. */
    private List<Finding> skewed() {
        List<Finding> skewed = new ArrayList<>();
        for (int number : numbers()) {
            Duration skew = sights.skew(number);
            long alike = numbers().stream()
                    .filter(other -> isAlike(sights.skew(other), skew))
                    .count();
            long right = 1
                    + numbers().stream()
                            .filter(sights::answers)
                            .filter(other -> isAlike(sights.skew(other), Duration.ZERO))
                            .count();
            if (!isAlike(skew, Duration.ZERO) && alike <= right) {
                skewed.add(Finding.of(new Cause.Skewed(sights.node(number))));
            }
        }
        return skewed;
    }

    private static boolean isAlike(Duration one, Duration other) {
        return one.minus(other).abs().compareTo(MAX_SKEW) <= 0;
    }
}
