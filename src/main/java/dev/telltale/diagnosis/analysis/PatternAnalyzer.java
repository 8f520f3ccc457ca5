package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.analysis.LinkPatterns.LinkState;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
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
 * Finds the patterns of a matrix. First it classifies each subject by its column: ended, failing or silent for all
 * observers. The remaining down cells are explained by links. A difference between observers that may only be a delay
 * in detection is not a pattern.
 */
public final class PatternAnalyzer {
    private enum SubjectState {
        /** The subject runs: its down cells are caused by links. */
        RUNNING,
        /** A finding explains the column; the subject's own row is ignored. */
        EXPLAINED,
        /** No observer gets an answer. */
        SILENT,
        /** Observers have not converged yet. */
        PENDING
    }

    private final MatrixIndex index;
    private final List<SubjectSummary> summaries = new ArrayList<>();
    private final SubjectState[] states;
    private List<Finding> findings = new ArrayList<>();
    private final Set<Integer> pending = new TreeSet<>();
    private boolean isRecovering;

    /** @param ended nodes whose process is known to have ended, so that they cannot answer here */
    public PatternAnalyzer(MatrixIndex index, Set<NodeId> ended) {
        this.index = index;
        states = new SubjectState[index.size()];
        for (int subject = 0; subject < index.size(); subject++) {
            var summary = new SubjectSummary(index, subject);
            summaries.add(summary);
            states[subject] = classify(summary);
            if (states[subject] == SubjectState.PENDING) {
                pending.add(subject);
            }
        }
        analyzeLinks();
        findings = new ArrayList<>(new Observers(index, summaries, ended).complete(findings));
        findings.sort(Comparator.comparing(finding -> finding.first().kind()));
    }

    /** All findings, most severe first. */
    public List<Finding> findings() {
        return findings;
    }

    /** The numbers of the subjects about which observers have not converged. */
    public Set<Integer> pending() {
        return pending;
    }

    /** Whether the pending subjects are recovering, rather than failing. */
    public boolean isRecovering() {
        return isRecovering || pending.stream().map(summaries::get).anyMatch(SubjectSummary::isRecovering);
    }

    /** One summary for each node, in the order of the matrix. */
    public List<SubjectSummary> summaries() {
        return summaries;
    }

    private SubjectState classify(SubjectSummary summary) {
        int node = summary.subject;
        NodeId id = index.node(node);
        if (summary.downCount() == 0) {
            return SubjectState.RUNNING;
        }
        if (summary.isNewIncarnation) {
            return SubjectState.EXPLAINED;
        }
        if (summary.isRecovering()) {
            return SubjectState.PENDING;
        }
        if (summary.count(Sign.DOWN_ERROR) > 0 && summary.goneCount() == 0) {
            findings.add(Finding.of(summary.wasHeard() ? CauseKind.FAILING.of(id) : CauseKind.ABSENT.of(id)));
            return summary.isContradicted || index.answers(node) ? SubjectState.RUNNING : SubjectState.EXPLAINED;
        }
        if (summary.count(Sign.DOWN_LEFT) > 0 && !summary.isContradicted) {
            // The subject announced it itself; until its process ends it may still answer here.
            findings.add(Finding.of(CauseKind.LEFT.of(id)));
            return SubjectState.EXPLAINED;
        }
        if (summary.isContradicted || summary.isAnsweringSinceDown()) {
            return SubjectState.RUNNING;
        }
        if (index.answers(node)) {
            return SubjectState.PENDING;
        }
        if (summary.goneCount() > 0) {
            findings.add(Finding.of(summary.wasHeard() ? CauseKind.CRASH.of(id) : CauseKind.ABSENT.of(id)));
            return SubjectState.EXPLAINED;
        }
        boolean isSettled = summary.suspectCount() == 0
                && summary.upCount() == 0
                && index.row(node).isPolled();
        return isSettled ? SubjectState.SILENT : SubjectState.PENDING;
    }

    private void analyzeLinks() {
        isRecovering = isAnyUntested();
        List<Finding> between = isRecovering || isChanging()
                ? markCutSubjectsPending()
                : LinkPatterns.of(index.matrix.nodes(), linkStates(false));
        List<Integer> silent = silent();
        if (silent.isEmpty()) {
            findings.addAll(between);
            return;
        }
        // A silent node may also be cut off, which makes it a group of its own in a partition.
        List<Finding> withSilent = LinkPatterns.of(index.matrix.nodes(), linkStates(true));
        if (between.isEmpty() && silent.size() == 1) {
            withSilent.forEach(finding -> findings.add(new Finding(nodeCauses(silent.get(0))).or(finding.causes())));
            return;
        }
        List<Cause> partitions = withSilent.stream()
                .flatMap(finding -> finding.causes().stream())
                .filter(PatternAnalyzer::isPartition)
                .toList();
        silent.forEach(node -> findings.add(silentOrCutOff(node)));
        for (Finding finding : between) {
            boolean isSplit = finding.causes().stream().anyMatch(PatternAnalyzer::isPartition);
            findings.add(isSplit ? finding.or(partitions) : finding);
        }
    }

    private static boolean isPartition(Cause cause) {
        return cause.kind() == CauseKind.PARTITION;
    }

    /** Whether a link is cut that was not tested after the last recovery of a node: it may work again. */
    private boolean isAnyUntested() {
        Duration lastRecovery = index.lastRecoveryAge();
        for (int observer = 0; observer < index.size(); observer++) {
            for (int subject = 0; subject < index.size(); subject++) {
                boolean isCut = linkState(observer, subject, false) == LinkState.CUT;
                if (isCut && index.attemptAge(observer, subject).compareTo(lastRecovery) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Makes the subjects of all cut links pending; returns no findings. */
    private List<Finding> markCutSubjectsPending() {
        for (int subject = 0; subject < index.size(); subject++) {
            for (int observer = 0; observer < index.size(); observer++) {
                if (linkState(observer, subject, false) == LinkState.CUT) {
                    pending.add(subject);
                }
            }
        }
        return List.of();
    }

    private List<Integer> silent() {
        List<Integer> silent = new ArrayList<>();
        for (int node = 0; node < index.size(); node++) {
            if (states[node] == SubjectState.SILENT) {
                silent.add(node);
            }
        }
        return silent;
    }

    /** Causes in the node that make it silent. A down cell without evidence leaves a crash possible. */
    private List<Cause> nodeCauses(int node) {
        NodeId id = index.node(node);
        return summaries.get(node).count(Sign.DOWN_UNEXPLAINED) > 0
                ? List.of(CauseKind.CRASH.of(id), CauseKind.HANG.of(id))
                : List.of(CauseKind.HANG.of(id));
    }

    private Finding silentOrCutOff(int node) {
        NodeId id = index.node(node);
        return new Finding(nodeCauses(node)).or(List.of(CauseKind.ISOLATED.of(id), CauseKind.MUTE.of(id)));
    }

    private LinkState[][] linkStates(boolean withSilent) {
        LinkState[][] links = new LinkState[index.size()][index.size()];
        for (int observer = 0; observer < index.size(); observer++) {
            for (int subject = 0; subject < index.size(); subject++) {
                links[observer][subject] = linkState(observer, subject, withSilent);
            }
        }
        return links;
    }

    private LinkState linkState(int observer, int subject, boolean withSilent) {
        if (summaries.get(subject).count(Sign.DOWN_ERROR) > 0) {
            // The subject answers some observers with errors; the others may not have completed an attempt since.
            return LinkState.UNKNOWN;
        }
        boolean isIncluded =
                states[subject] == SubjectState.RUNNING || (withSilent && states[subject] == SubjectState.SILENT);
        if (!isIncluded || states[observer] != SubjectState.RUNNING) {
            return LinkState.UNKNOWN;
        }
        Sign sign = index.sign(observer, subject);
        if (sign == Sign.UP) {
            return LinkState.WORKING;
        }
        return sign.isDown() && sign != Sign.DOWN_ERROR ? LinkState.CUT : LinkState.UNKNOWN;
    }

    /** Whether an observer that runs may yet detect what another observer has already detected. */
    private boolean isChanging() {
        Duration newestCut = newestCutAge();
        if (newestCut == null) {
            return false;
        }
        if (isAnyPending(newestCut)) {
            return true;
        }
        boolean[] isEndOfCut = endsOfCutLinks();
        for (int observer = 0; observer < index.size(); observer++) {
            for (int subject = 0; subject < index.size(); subject++) {
                boolean isBetween = states[observer] == SubjectState.RUNNING && states[subject] == SubjectState.RUNNING;
                if (!isBetween) {
                    continue;
                }
                boolean isEnd = isEndOfCut[observer] || isEndOfCut[subject];
                if (isEnd && isRecovered(observer, subject, newestCut)) {
                    isRecovering = true;
                }
                if (isRecovering || mayChange(observer, subject, newestCut)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a pending node may prove to be running, so that its cells belong to the same pattern. */
    private boolean isAnyPending(Duration newestCut) {
        return pending.stream().anyMatch(node -> newestCut.compareTo(index.maxSuspicionTime(node)) < 0);
    }

    /** Whether the link works again since the newest cut: it may be the first of several that recover. */
    private boolean isRecovered(int observer, int subject, Duration newestCut) {
        return index.isRecentlyUp(observer, subject)
                && index.statusAge(observer, subject).compareTo(newestCut) < 0;
    }

    private boolean[] endsOfCutLinks() {
        boolean[] isEndOfCut = new boolean[index.size()];
        for (int observer = 0; observer < index.size(); observer++) {
            for (int subject = 0; subject < index.size(); subject++) {
                if (linkState(observer, subject, false) == LinkState.CUT) {
                    isEndOfCut[observer] = true;
                    isEndOfCut[subject] = true;
                }
            }
        }
        return isEndOfCut;
    }

    private boolean mayChange(int observer, int subject, Duration newestCut) {
        return switch (index.sign(observer, subject)) {
            case SUSPECT -> newestCut.compareTo(index.maxSuspicionTime(observer)) < 0;
            case UP -> !index.isUpAfter(observer, subject, newestCut);
            default -> false;
        };
    }

    /** How long the newest cut link has been down; null if no link is cut. */
    private @Nullable Duration newestCutAge() {
        Duration newestCut = null;
        for (int observer = 0; observer < index.size(); observer++) {
            for (int subject = 0; subject < index.size(); subject++) {
                if (linkState(observer, subject, false) == LinkState.CUT) {
                    Duration since = index.statusAge(observer, subject);
                    newestCut = newestCut == null || since.compareTo(newestCut) < 0 ? since : newestCut;
                }
            }
        }
        return newestCut;
    }
}
