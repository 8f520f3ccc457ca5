package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.analysis.LinkPatterns.Known;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseSeverity;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.diagnosis.cause.Sign;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the patterns of a matrix. First it looks at each column: who is gone, fails or is silent for all. What is left lies
 * between nodes that are well. What another observer may just not have noticed yet is no pattern.
 */
public final class PatternAnalyzer {
    private enum Fate {
        /** It runs: cells about it that are down lie at links. */
        RUNS,
        /** Its column is explained, its own row tells nothing. */
        EXPLAINED,
        /** No answer to anybody. */
        SILENT,
        /** Observers still make up their minds. */
        PENDING
    }

    private final MatrixIndex sights;
    private final List<SubjectSummary> columns = new ArrayList<>();
    private final Fate[] fates;
    private List<Finding> findings = new ArrayList<>();
    private final Set<Integer> pending = new TreeSet<>();
    private boolean isReturning;

    /** @param ended nodes of which is known that they cannot answer here */
    public PatternAnalyzer(MatrixIndex sights, Set<NodeId> ended) {
        this.sights = sights;
        fates = new Fate[sights.size()];
        for (int subject = 0; subject < sights.size(); subject++) {
            var column = new SubjectSummary(sights, subject);
            columns.add(column);
            fates[subject] = fate(column);
            if (fates[subject] == Fate.PENDING) {
                pending.add(subject);
            }
        }
        links();
        findings = new ArrayList<>(new Observers(sights, columns, ended).complete(findings));
        findings.sort(Comparator.comparingInt(
                finding -> CauseSeverity.of(finding.causes().get(0))));
    }

    /** The worst first. */
    public List<Finding> findings() {
        return findings;
    }

    /** About whom observers have not made up their minds. */
    public Set<Integer> pending() {
        return pending;
    }

    /** Whether those come back. */
    public boolean isReturning() {
        return isReturning || pending.stream().map(columns::get).anyMatch(SubjectSummary::isComingBack);
    }

    public List<SubjectSummary> columns() {
        return columns;
    }

    private Fate fate(SubjectSummary column) {
        int node = column.subject;
        NodeId id = sights.node(node);
        if (column.down() == 0) {
            return Fate.RUNS;
        }
        if (column.isNewLife) {
            return Fate.EXPLAINED;
        }
        if (column.isComingBack()) {
            return Fate.PENDING;
        }
        if (column.count(Sign.WRONG) > 0 && column.gone() == 0) {
            findings.add(Finding.of(column.wasHeard() ? new Cause.Failing(id) : new Cause.Absent(id)));
            return column.isContradicted || sights.answers(node) ? Fate.RUNS : Fate.EXPLAINED;
        }
        if (column.count(Sign.BYE) > 0 && !column.isContradicted) {
            // Its own word; it may answer here for as long as it takes to end.
            findings.add(Finding.of(new Cause.Left(id)));
            return Fate.EXPLAINED;
        }
        if (column.isContradicted || column.answersHereSince()) {
            return Fate.RUNS;
        }
        if (sights.answers(node)) {
            return Fate.PENDING;
        }
        if (column.gone() > 0) {
            findings.add(Finding.of(column.wasHeard() ? new Cause.Crash(id) : new Cause.Absent(id)));
            return Fate.EXPLAINED;
        }
        boolean isSettled =
                column.suspect() == 0 && column.heard() == 0 && sights.row(node).isAsked();
        return isSettled ? Fate.SILENT : Fate.PENDING;
    }

    private void links() {
        isReturning = isAnyUntried();
        List<Finding> between =
                isReturning || isChanging() ? doubt() : LinkPatterns.of(sights.matrix.nodes(), known(false));
        List<Integer> silent = silent();
        if (silent.isEmpty()) {
            findings.addAll(between);
            return;
        }
        // Who is silent may be cut off as well, and then be a group of its own in a partition.
        List<Finding> withSilent = LinkPatterns.of(sights.matrix.nodes(), known(true));
        if (between.isEmpty() && silent.size() == 1) {
            withSilent.forEach(finding -> findings.add(new Finding(first(silent.get(0))).or(finding.causes())));
            return;
        }
        List<Cause> partitions = withSilent.stream()
                .flatMap(finding -> finding.causes().stream())
                .filter(Cause.Partition.class::isInstance)
                .toList();
        silent.forEach(node -> findings.add(cutOff(node)));
        for (Finding finding : between) {
            boolean isSplit = finding.causes().stream().anyMatch(Cause.Partition.class::isInstance);
            findings.add(isSplit ? finding.or(partitions) : finding);
        }
    }

    /** Whether somebody has come back, and a link that is down has not been tried since: it may follow. */
    private boolean isAnyUntried() {
        Duration lastReturn = sights.lastReturn();
        for (int observer = 0; observer < sights.size(); observer++) {
            for (int subject = 0; subject < sights.size(); subject++) {
                boolean isCut = known(observer, subject, false) == Known.CUT;
                if (isCut && sights.tried(observer, subject).compareTo(lastReturn) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Those about whom the observers will yet agree or not. */
    private List<Finding> doubt() {
        for (int subject = 0; subject < sights.size(); subject++) {
            for (int observer = 0; observer < sights.size(); observer++) {
                if (known(observer, subject, false) == Known.CUT) {
                    pending.add(subject);
                }
            }
        }
        return List.of();
    }

    private List<Integer> silent() {
        List<Integer> silent = new ArrayList<>();
        for (int node = 0; node < sights.size(); node++) {
            if (fates[node] == Fate.SILENT) {
                silent.add(node);
            }
        }
        return silent;
    }

    /** What makes a node silent, without the links; an observer that says no evidence leaves a crash possible. */
    private List<Cause> first(int node) {
        NodeId id = sights.node(node);
        return columns.get(node).count(Sign.DOWN) > 0
                ? List.of(new Cause.Crash(id), new Cause.Hang(id))
                : List.of(new Cause.Hang(id));
    }

    private Finding cutOff(int node) {
        NodeId id = sights.node(node);
        return new Finding(first(node)).or(List.of(new Cause.Isolated(id), new Cause.Mute(id)));
    }

    private Known[][] known(boolean withSilent) {
        Known[][] known = new Known[sights.size()][sights.size()];
        for (int observer = 0; observer < sights.size(); observer++) {
            for (int subject = 0; subject < sights.size(); subject++) {
                known[observer][subject] = known(observer, subject, withSilent);
            }
        }
        return known;
    }

    private Known known(int observer, int subject, boolean withSilent) {
        if (columns.get(subject).count(Sign.WRONG) > 0) {
            // It answers some with errors: those who get none may only not have asked it since.
            return Known.OPEN;
        }
        boolean isOurs = fates[subject] == Fate.RUNS || (withSilent && fates[subject] == Fate.SILENT);
        if (!isOurs || fates[observer] != Fate.RUNS) {
            return Known.OPEN;
        }
        Sign sign = sights.sign(observer, subject);
        if (sign == Sign.HEARD) {
            return Known.FINE;
        }
        return sign.isDown() && sign != Sign.WRONG ? Known.CUT : Known.OPEN;
    }

    /** Whether an observer among those that run may see tomorrow what another one sees today. */
    private boolean isChanging() {
        Duration youngest = youngestCut();
        if (youngest == null) {
            return false;
        }
        if (isAnyPending(youngest)) {
            return true;
        }
        boolean[] isTouched = touched();
        for (int observer = 0; observer < sights.size(); observer++) {
            for (int subject = 0; subject < sights.size(); subject++) {
                boolean isBetween = fates[observer] == Fate.RUNS && fates[subject] == Fate.RUNS;
                if (!isBetween) {
                    continue;
                }
                boolean isEnd = isTouched[observer] || isTouched[subject];
                if (isEnd && isNews(observer, subject, youngest)) {
                    isReturning = true;
                }
                if (isReturning || mayTurn(observer, subject, youngest)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether somebody may turn out to run, and the cells about him to be part of the same pattern. */
    private boolean isAnyPending(Duration youngest) {
        return pending.stream().anyMatch(node -> youngest.compareTo(sights.suspicionTime(node)) < 0);
    }

    /** Who hears again what was cut may be the first of several. */
    private boolean isNews(int observer, int subject, Duration youngest) {
        return sights.isHeardLately(observer, subject)
                && sights.since(observer, subject).compareTo(youngest) < 0;
    }

    /** The ends of all links that are cut. */
    private boolean[] touched() {
        boolean[] isTouched = new boolean[sights.size()];
        for (int observer = 0; observer < sights.size(); observer++) {
            for (int subject = 0; subject < sights.size(); subject++) {
                if (known(observer, subject, false) == Known.CUT) {
                    isTouched[observer] = true;
                    isTouched[subject] = true;
                }
            }
        }
        return isTouched;
    }

    private boolean mayTurn(int observer, int subject, Duration youngest) {
        return switch (sights.sign(observer, subject)) {
            case SUSPECT -> youngest.compareTo(sights.suspicionTime(observer)) < 0;
            case HEARD -> !sights.isHeardAfter(observer, subject, youngest);
            default -> false;
        };
    }

    private @Nullable Duration youngestCut() {
        Duration youngest = null;
        for (int observer = 0; observer < sights.size(); observer++) {
            for (int subject = 0; subject < sights.size(); subject++) {
                if (known(observer, subject, false) == Known.CUT) {
                    Duration since = sights.since(observer, subject);
                    youngest = youngest == null || since.compareTo(youngest) < 0 ? since : youngest;
                }
            }
        }
        return youngest;
    }
}
