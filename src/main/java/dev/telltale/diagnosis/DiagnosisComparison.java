package dev.telltale.diagnosis;

import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares a diagnosis with the ground truth: the causes that were injected from here.
 *
 * @param text the text of the badge beside the sentence; empty if there is no badge
 */
public record DiagnosisComparison(Outcome outcome, String text) {
    private static final String MATCH = "matches what happened";
    private static final String NOT_CAUSED_HERE = "not caused from this window";

    public enum Outcome {
        /** No injected cause and no finding. */
        NOTHING,
        /** There is a finding, and no injected cause. */
        NOT_CAUSED_HERE,
        /** There is an injected cause, and not all cells that it makes {@code down} are. */
        NOT_DETECTED_YET,
        /** Each injected cause is detected, and there is no other finding. */
        MATCH,
        /** Some findings match; but an injected cause is not detected, or a finding has no injected cause. */
        PARTIAL_MATCH,
        /** No finding matches an injected cause. */
        MISMATCH
    }

    /**
     * How many of the cells that a cause makes {@code down} are correctly {@code down}, whether or not a finding
     * exists.
     */
    public enum DownCells {
        NONE,
        SOME,
        ALL
    }

    /** Compares a diagnosis with the causes that are in effect now, in the normal form of {@link Causes#normalize}. */
    public static DiagnosisComparison of(Diagnosis diagnosis, Collection<Cause> injected) {
        return of(diagnosis, injected, List.of());
    }

    /**
     * Compares a diagnosis with current and recent causes.
     *
     * @param injected the causes that are in effect now, in the normal form of {@link Causes#normalize}
     * @param recent causes that ended so recently that the matrix may still show them, such as a restart: they explain
     *     a finding, but are not expected to be detected
     */
    public static DiagnosisComparison of(Diagnosis diagnosis, Collection<Cause> injected, Collection<Cause> recent) {
        return of(diagnosis, injected, recent, cause -> DownCells.NONE);
    }

    /**
     * Compares a diagnosis with current and recent causes; an injected cause without a finding also counts as detected
     * if all cells that it makes {@code down} are {@code down}.
     *
     * @param cells called for each injected cause without a finding
     */
    public static DiagnosisComparison of(
            Diagnosis diagnosis,
            Collection<Cause> injected,
            Collection<Cause> recent,
            Function<Cause, DownCells> cells) {
        List<Cause> undetected = injected.stream()
                .filter(cause -> !isDetected(cause, diagnosis.findings()) && !isHidden(cause, injected))
                .filter(cause -> cells.apply(cause) != DownCells.ALL)
                .toList();
        boolean isPartial = undetected.stream().anyMatch(cause -> cells.apply(cause) == DownCells.SOME);
        String notYet = isPartial ? "not detected by all yet: " : "not detected yet: ";
        List<Cause> all = new ArrayList<>(injected);
        all.addAll(recent);
        List<Finding> unexplained = diagnosis.findings().stream()
                .filter(finding -> all.stream().noneMatch(cause -> explains(cause, finding)))
                .toList();
        if (diagnosis.findings().isEmpty() && injected.isEmpty()) {
            return new DiagnosisComparison(Outcome.NOTHING, "");
        }
        if (undetected.isEmpty() && unexplained.isEmpty()) {
            return new DiagnosisComparison(Outcome.MATCH, MATCH);
        }
        if (diagnosis.findings().isEmpty()) {
            return new DiagnosisComparison(Outcome.NOT_DETECTED_YET, notYet + text(undetected));
        }
        if (unexplained.size() == diagnosis.findings().size()) {
            return injected.isEmpty()
                    ? new DiagnosisComparison(Outcome.NOT_CAUSED_HERE, NOT_CAUSED_HERE)
                    : new DiagnosisComparison(Outcome.MISMATCH, "does not match what happened: " + text(injected));
        }
        return new DiagnosisComparison(
                Outcome.PARTIAL_MATCH,
                undetected.isEmpty()
                        ? NOT_CAUSED_HERE + ": "
                                + text(unexplained.stream().map(Finding::first).toList())
                        : notYet + text(undetected));
    }

    private static String text(Collection<Cause> causes) {
        return causes.stream().map(Cause::words).collect(Collectors.joining("; "));
    }

    private static boolean isDetected(Cause injected, List<Finding> findings) {
        return findings.stream().anyMatch(finding -> explains(injected, finding));
    }

    private static boolean explains(Cause injected, Finding finding) {
        return finding.causes().stream().anyMatch(found -> explains(injected, found));
    }

    private static boolean explains(Cause injected, Cause found) {
        if (injected.equals(found)) {
            return true;
        }
        return switch (injected.kind()) {
            case CRASH -> found.equals(CauseKind.ABSENT.of(injected.node()));
            // A leave whose announcement reached no observer looks like a crash.
            case LEFT -> isSameNode(injected, found, CauseKind.ABSENT, CauseKind.CRASH);
            // A restart looks like an end at first.
            case RESTART -> isSameNode(injected, found, CauseKind.CRASH, CauseKind.LEFT);
            // An isolated node is a group of its own in a partition.
            case ISOLATED ->
                found.kind() == CauseKind.PARTITION && found.groups().contains(injected.nodes());
            case ABSENT,
                    HANG,
                    FAILING,
                    PARTITION,
                    MUTE,
                    DEAF,
                    BROKEN,
                    ONE_WAY,
                    OVERLOAD,
                    SICK_OBSERVER,
                    GRAY_STATUS,
                    SKEWED -> false;
        };
    }

    private static boolean isSameNode(Cause injected, Cause found, CauseKind... kinds) {
        return found.nodes().equals(injected.nodes()) && List.of(kinds).contains(found.kind());
    }

    /** Whether another cause makes this one undetectable: its node has ended or hangs. */
    private static boolean isHidden(Cause cause, Collection<Cause> injected) {
        return injected.stream().anyMatch(other -> !other.equals(cause) && hides(other, cause));
    }

    private static boolean hides(Cause other, Cause cause) {
        boolean isSilent = isEnd(other) || other.kind() == CauseKind.HANG;
        boolean isHideable = cause.kind().isOfNode() || cause.kind().isOfPair();
        return isSilent && isHideable && !isEnd(cause) && cause.nodes().contains(other.node());
    }

    private static boolean isEnd(Cause cause) {
        return cause.kind() == CauseKind.CRASH || cause.kind() == CauseKind.LEFT;
    }
}
