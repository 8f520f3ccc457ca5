package dev.telltale.diagnosis;

import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether what the matrix shows is what was really done.
 *
 * @param words for the badge beside the sentence; empty if there is no badge
 */
public record DiagnosisComparison(Outcome outcome, String words) {
    private static final String AS_DONE = "that is what was done";

    public enum Outcome {
        /** Nothing was done, nothing is seen: no badge. */
        QUIET,
        /** Something is seen, and nothing was done from here. */
        NOTHING_DONE,
        /** Something was done, and not all that it turns down is down. */
        NOT_YET,
        /** Each thing done is seen, and nothing else. */
        AS_DONE,
        /** Some of it is, but something was done that is not seen, or is seen and was not done. */
        PARTLY,
        /** What is seen is none of what was done. */
        OTHER
    }

    /** How many of the cells that a cause turns down are down, and rightly, whatever the sentence makes of them. */
    public enum Cells {
        NONE,
        SOME,
        ALL
    }

    /** Compares what is seen with what is broken on purpose now, in the normal form of {@link Causes#normal}. */
    public static DiagnosisComparison of(Diagnosis diagnosis, Collection<Cause> done) {
        return of(diagnosis, done, List.of());
    }

    /**
     * Compares what is seen with what was done.
     *
     * @param done what is broken on purpose now, in the normal form of {@link Causes#normal}
     * @param lately what was undone or is over, so lately that it may still be seen, such as a restart: it explains what is
     *     seen, but nobody waits for it to be noticed
     */
    public static DiagnosisComparison of(Diagnosis diagnosis, Collection<Cause> done, Collection<Cause> lately) {
        return of(diagnosis, done, lately, cause -> Cells.NONE);
    }

    /**
     * Compares what is seen with what was done, where the cells are known that a cause turns down: they may have turned before
     * they make a pattern.
     *
     * @param cells asked of what was done and has no finding
     */
    public static DiagnosisComparison of(
            Diagnosis diagnosis, Collection<Cause> done, Collection<Cause> lately, Function<Cause, Cells> cells) {
        List<Cause> unseen = done.stream()
                .filter(cause -> !isSeen(cause, diagnosis.findings()) && !isHidden(cause, done))
                .filter(cause -> cells.apply(cause) != Cells.ALL)
                .toList();
        boolean isPartial = unseen.stream().anyMatch(cause -> cells.apply(cause) == Cells.SOME);
        String notYet = isPartial ? "not noticed by all yet" : "not noticed yet";
        List<Cause> all = new ArrayList<>(done);
        all.addAll(lately);
        List<Finding> strange = diagnosis.findings().stream()
                .filter(finding -> all.stream().noneMatch(cause -> explains(cause, finding)))
                .toList();
        if (diagnosis.findings().isEmpty()) {
            return done.isEmpty() ? new DiagnosisComparison(Outcome.QUIET, "") : unpatterned(unseen, notYet);
        }
        if (unseen.isEmpty() && strange.isEmpty()) {
            return new DiagnosisComparison(Outcome.AS_DONE, AS_DONE);
        }
        if (all.isEmpty()) {
            return new DiagnosisComparison(Outcome.NOTHING_DONE, "nothing was done to it from here");
        }
        if (strange.size() == diagnosis.findings().size()) {
            return done.isEmpty()
                    ? new DiagnosisComparison(Outcome.NOTHING_DONE, "nothing was done to it from here")
                    : new DiagnosisComparison(Outcome.OTHER, "that is not what was done: " + words(done));
        }
        return new DiagnosisComparison(Outcome.PARTLY, partly(unseen, strange, notYet));
    }

    private static DiagnosisComparison unpatterned(List<Cause> unseen, String notYet) {
        return unseen.isEmpty()
                ? new DiagnosisComparison(Outcome.AS_DONE, AS_DONE)
                : new DiagnosisComparison(
                        Outcome.NOT_YET, words(unseen) + (unseen.size() == 1 ? " was" : " were") + " done, " + notYet);
    }

    private static String partly(List<Cause> unseen, List<Finding> strange, String notYet) {
        return unseen.isEmpty()
                ? "not done from here: "
                        + words(strange.stream()
                                .map(finding -> finding.causes().get(0))
                                .toList())
                : notYet + ": " + words(unseen);
    }

    private static String words(Collection<Cause> causes) {
        return causes.stream().map(Cause::words).collect(Collectors.joining("; "));
    }

    private static boolean isSeen(Cause done, List<Finding> findings) {
        return findings.stream().anyMatch(finding -> explains(done, finding));
    }

    private static boolean explains(Cause done, Finding finding) {
        return finding.causes().stream().anyMatch(seen -> explains(done, seen));
    }

    /** A restart looks like an end at first; who is a group of its own is isolated. */
    private static boolean explains(Cause done, Cause seen) {
        if (done.equals(seen)) {
            return true;
        }
        boolean isEnd = done instanceof Cause.Crash || done instanceof Cause.Left;
        if (isEnd && seen instanceof Cause.Absent absent) {
            return absent.node().equals(((Cause.OfNode) done).node());
        }
        // A leave that no observer heard looks like a crash.
        if (done instanceof Cause.Left left && seen.equals(new Cause.Crash(left.node()))) {
            return true;
        }
        if (done instanceof Cause.Restart restart) {
            return seen.equals(new Cause.Crash(restart.node())) || seen.equals(new Cause.Left(restart.node()));
        }
        return done instanceof Cause.Isolated isolated
                && seen instanceof Cause.Partition partition
                && partition.groups().contains(List.of(isolated.node()));
    }

    /** Of a node that is gone or hangs nothing else can be seen. */
    private static boolean isHidden(Cause cause, Collection<Cause> done) {
        return done.stream().anyMatch(other -> !other.equals(cause) && hides(other, cause));
    }

    private static boolean hides(Cause cover, Cause cause) {
        boolean isGone = cover instanceof Cause.Crash || cover instanceof Cause.Left;
        if (!isGone && !(cover instanceof Cause.Hang)) {
            return false;
        }
        var node = ((Cause.OfNode) cover).node();
        if (cause instanceof Cause.OneWay oneWay) {
            return oneWay.link().observer().equals(node)
                    || oneWay.link().subject().equals(node);
        }
        if (cause instanceof Cause.Broken broken) {
            return broken.one().equals(node) || broken.other().equals(node);
        }
        boolean isEnd = cause instanceof Cause.Crash || cause instanceof Cause.Left;
        return cause instanceof Cause.OfNode one && one.node().equals(node) && !isEnd;
    }
}
