package dev.telltale.cli.experiment;

import dev.telltale.soak.SoakRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums up the rounds of a soak test and formats its output. */
final class SoakTally {
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Integer> alarms = new TreeMap<>();
    private int rounds;
    private int faults;
    private int checked;
    private int lateByLag;

    void add(SoakRound round) {
        rounds++;
        faults += round.faults();
        checked += round.checked();
        lateByLag += round.lateByLaggingObserver();
        round.falseAlarms().forEach((detector, count) -> alarms.merge(detector.id(), count, Integer::sum));
        round.violations().forEach(one -> addViolation("round " + round.number() + ": " + one));
    }

    void addViolation(String sentence) {
        violations.add(sentence);
    }

    int rounds() {
        return rounds;
    }

    boolean isPassed() {
        return violations.isEmpty();
    }

    /** The lines about one round. */
    static List<String> lines(SoakRound round) {
        List<String> lines = new ArrayList<>();
        lines.add("round " + round.number() + ": " + round.faults() + " faults, " + round.checked()
                + " detections checked, " + lateByLag(round.lateByLaggingObserver())
                + "scheduling delay of the machine "
                + round.schedulingDelay().toMillis() + " ms"
                + (round.resources().isEmpty() ? "" : "; " + round.resources()));
        round.violations().forEach(one -> lines.add("  ✕ " + one));
        return lines;
    }

    private static String lateByLag(int count) {
        return count == 0 ? "" : count + " more were late because their observer was, ";
    }

    /** The lines about all rounds. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(rounds + " rounds, " + faults + " faults, " + checked + " detections checked, " + lateByLag(lateByLag)
                + "false alarms: " + (alarms.isEmpty() ? "none" : alarms));
        violations.forEach(one -> lines.add("✕ " + one));
        lines.add(isPassed() ? "✓ all invariants hold" : "✕ " + violations.size() + " invariants violated");
        return lines;
    }
}
