package dev.telltale.qos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Summary of the mistakes of one kind of detector over all links.
 *
 * @param count their number, including those whose end was not observed
 * @param starvations how often a running subject was down because it lacked processor time; not among the mistakes
 * @param duration Chen's T_M of the mistakes whose end was observed
 * @param recurrence Chen's T_MR, between the starts of two mistakes of the same lane
 */
public record MistakeSummary(int count, int starvations, DurationSummary duration, DurationSummary recurrence) {

    static MistakeSummary of(List<DetectorQuality> lanes) {
        List<Mistake> mistakes = new ArrayList<>();
        List<Duration> recurrences = new ArrayList<>();
        int starvations = 0;
        for (DetectorQuality lane : lanes) {
            List<Mistake> ofLane = lane.mistakes();
            for (int i = 1; i < ofLane.size(); i++) {
                recurrences.add(
                        Duration.between(ofLane.get(i - 1).from(), ofLane.get(i).from()));
            }
            mistakes.addAll(ofLane);
            starvations += lane.starvations().size();
        }
        return new MistakeSummary(
                mistakes.size(),
                starvations,
                DurationSummary.of(mistakes.stream()
                        .map(Mistake::duration)
                        .filter(Objects::nonNull)
                        .toList()),
                DurationSummary.of(recurrences));
    }
}
