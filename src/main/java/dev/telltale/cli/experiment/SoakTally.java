package dev.telltale.cli.experiment;

import dev.telltale.soak.SoakRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a soak comes to, in words. */
final class SoakTally {
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Integer> alarms = new TreeMap<>();
    private int rounds;
    private int faults;
    private int judged;
    private int excused;

    void add(SoakRound round) {
        rounds++;
        faults += round.faults();
        judged += round.judged();
        excused += round.excused();
        round.alarms().forEach((detector, count) -> alarms.merge(detector.word(), count, Integer::sum));
        round.broken().forEach(one -> broken("round " + round.number() + ": " + one));
    }

    void broken(String sentence) {
        broken.add(sentence);
    }

    int rounds() {
        return rounds;
    }

    boolean isWhole() {
        return broken.isEmpty();
    }

    /** Of one round, as soon as it is over. */
    static List<String> lines(SoakRound round) {
        List<String> lines = new ArrayList<>();
        lines.add("round " + round.number() + ": " + round.faults() + " faults, " + round.judged()
                + " detections judged, " + excused(round.excused()) + "the machine late by "
                + round.lateness().toMillis() + " ms"
                + (round.figures().isEmpty() ? "" : "; " + round.figures()));
        round.broken().forEach(one -> lines.add("  ✕ " + one));
        return lines;
    }

    private static String excused(int count) {
        return count == 0 ? "" : count + " more late from nodes that were late themselves, ";
    }

    /** Of all. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(rounds + " rounds, " + faults + " faults, " + judged + " detections judged, " + excused(excused)
                + "calls of down that nothing" + " explains: " + (alarms.isEmpty() ? "none" : alarms));
        broken.forEach(one -> lines.add("✕ " + one));
        lines.add(isWhole() ? "✓ all promises kept" : "✕ " + broken.size() + " promises not kept");
        return lines;
    }
}
