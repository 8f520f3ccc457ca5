package dev.telltale.quality;

import static dev.telltale.quality.Story.ANN;
import static dev.telltale.quality.Story.ANN_ON_SUE;
import static dev.telltale.quality.Story.SUE;
import static dev.telltale.quality.Story.at;
import static dev.telltale.quality.Story.ms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against an evaluator that shares nothing with the product: it walks through the time, millisecond by millisecond. */
class RandomTimelinesTest {
    private static final int SEEDS = Integer.getInteger("telltale.seeds", 20_000);
    /** Short, so that many things fall on the same instant. */
    private static final int HORIZON = 70;

    private static final int START = 10;
    private static final int END = 60;
    private static final List<Failure> FAILURES = List.of(Failure.values());
    private static final List<Status> TRUST = List.of(Status.UNKNOWN, Status.UP, Status.SUSPECT);

    @Test
    void randomTimelinesAgreeWithTheModel() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var random = new Random(seed);
            List<Outage> outages = new ArrayList<>(outages(random, SUE));
            outages.addAll(outages(random, ANN));
            List<Belief> beliefs = beliefs(random);
            var truth = new Truth(at(START), at(END), outages);

            LaneQuality lane = LaneMeasure.of(truth, new History(ANN_ON_SUE, beliefs));

            var model = new Model(truth, beliefs);
            String story = "seed " + seed + ": " + outages + ' ' + beliefs;
            assertThat(lane.detections()).as(story).isEqualTo(model.detections());
            assertThat(lane.mistakes()).as(story).isEqualTo(model.mistakes());
            assertThat(lane.recoveries()).as(story).isEqualTo(model.recoveries());
            assertThat(lane.well()).as(story).isEqualTo(ms(model.well));
            assertThat(lane.wrong()).as(story).isEqualTo(ms(model.wrong));
        }
    }

    private static List<Outage> outages(Random random, NodeId node) {
        List<Outage> outages = new ArrayList<>();
        int count = random.nextInt(4);
        int from = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            Failure kind = FAILURES.get(random.nextInt(FAILURES.size()));
            int until = from + 1 + random.nextInt(15);
            boolean isForever = random.nextInt(6) == 0;
            outages.add(new Outage(node, kind, at(from), isForever ? null : at(until)));
            if (isForever) {
                break;
            }
            from = until + random.nextInt(10);
        }
        return outages;
    }

    private static List<Belief> beliefs(Random random) {
        return IntStream.generate(() -> random.nextInt(HORIZON))
                .limit(random.nextInt(12))
                .sorted()
                .mapToObj(time -> new Belief(
                        at(time), random.nextBoolean() ? Status.DOWN : TRUST.get(random.nextInt(TRUST.size()))))
                .toList();
    }

    private static final class Model {
        private final Truth truth;
        private final boolean[] down = new boolean[END];
        /** Down since before a failure: a mistake. Down otherwise: a detection, or its recovery. */
        private final boolean[] mistaken = new boolean[END];

        private final boolean[] subjectOut = new boolean[END];
        private final boolean[] observerOut = new boolean[END];
        private int well;
        private int wrong;

        Model(Truth truth, List<Belief> beliefs) {
            this.truth = truth;
            boolean isDown = false;
            for (int t = 0; t < END; t++) {
                Instant now = at(t);
                for (Outage outage : truth.outages()) {
                    boolean isOut =
                            !now.isBefore(outage.from()) && (outage.until() == null || now.isBefore(outage.until()));
                    subjectOut[t] |= isOut && outage.node().equals(SUE);
                    observerOut[t] |= isOut && outage.node().equals(ANN);
                    boolean isBirth = now.equals(outage.until()) && outage.kind() != Failure.HANG;
                    isDown &= !(isBirth && outage.node().equals(ANN));
                }
                for (Belief belief : beliefs) {
                    isDown = belief.at().equals(now) ? belief.status() == Status.DOWN : isDown;
                }
                down[t] = isDown;
                boolean isOld = t > 0 && down[t - 1];
                mistaken[t] = isDown && !subjectOut[t] && (!isOld || mistaken[t - 1]);
                if (t >= START && !subjectOut[t] && !observerOut[t] && (mistaken[t] || !isDown)) {
                    well++;
                    wrong += mistaken[t] ? 1 : 0;
                }
            }
        }

        List<Mistake> mistakes() {
            List<Mistake> mistakes = new ArrayList<>();
            for (int t = START; t < END; t++) {
                if (!mistaken[t] || mistaken[t - 1]) {
                    continue;
                }
                int from = t;
                while (from < END && mistaken[from] && observerOut[from]) {
                    from++;
                }
                if (from == END || !mistaken[from]) {
                    continue;
                }
                int until = from;
                while (until < END && mistaken[until] && !observerOut[until]) {
                    until++;
                }
                boolean isSeen = until < END && !mistaken[until];
                mistakes.add(new Mistake(ANN_ON_SUE, at(from), isSeen ? at(until) : null));
            }
            return mistakes;
        }

        List<Detection> detections() {
            List<Detection> detections = new ArrayList<>();
            for (Outage outage : truth.of(SUE)) {
                int from = millis(outage.from());
                if (from < START || from >= END || observerOut[from]) {
                    continue;
                }
                int until = millis(outage.until());
                int stop = from;
                while (stop < END && stop != until && !observerOut[stop]) {
                    stop++;
                }
                int since = stop;
                while (since > from && down[since - 1]) {
                    since--;
                }
                Duration time = since == stop ? null : ms(since - from);
                detections.add(new Detection(ANN_ON_SUE, outage, time, ms(stop - from)));
            }
            return detections;
        }

        List<Recovery> recoveries() {
            List<Recovery> recoveries = new ArrayList<>();
            for (Outage outage : truth.of(SUE)) {
                int back = millis(outage.until());
                if (back < START || back >= END || observerOut[back] || !down[back - 1]) {
                    continue;
                }
                int end = back;
                while (end < END && down[end] && !subjectOut[end] && !observerOut[end]) {
                    end++;
                }
                boolean isSeen = end < END && !down[end];
                recoveries.add(new Recovery(ANN_ON_SUE, outage, isSeen ? ms(end - back) : null));
            }
            return recoveries;
        }

        private static int millis(@Nullable Instant at) {
            return at == null ? Integer.MAX_VALUE : (int) at.toEpochMilli();
        }
    }
}
