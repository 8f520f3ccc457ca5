package dev.telltale.qos;

import static dev.telltale.qos.TimelineBuilder.ANN;
import static dev.telltale.qos.TimelineBuilder.ANN_ON_SUE;
import static dev.telltale.qos.TimelineBuilder.BOB;
import static dev.telltale.qos.TimelineBuilder.SUE;
import static dev.telltale.qos.TimelineBuilder.at;
import static dev.telltale.qos.TimelineBuilder.ms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares the product with an independent evaluator that steps through time millisecond by millisecond. */
@Tag("fuzz")
class RandomTimelinesTest {
    /** Milliseconds; short, so that many events fall on the same instant. */
    private static final int HORIZON = 70;

    private static final int START = 10;
    private static final int END = 60;
    private static final List<Failure> FAILURES = List.of(Failure.CRASH, Failure.HANG, Failure.LEAVE);
    private static final List<Status> TRUST = List.of(Status.UNKNOWN, Status.UP, Status.SUSPECT);

    @Test
    void randomTimelinesAgreeWithTheModel() {
        Seeds.of(20_000).forEach(seed -> {
            var random = new Random(seed);
            List<Outage> outages = new ArrayList<>(outages(random, SUE));
            outages.addAll(outages(random, ANN));
            outages.addAll(mutesAndCuts(random));
            List<StatusChange> changes = changes(random);
            var truth = new GroundTruth(at(START), at(END), outages);

            DetectorQuality lane = DetectorMeasure.of(truth, new StatusHistory(ANN_ON_SUE, changes));

            var model = new Model(truth, changes);
            var expected = new DetectorQuality(
                    ANN_ON_SUE,
                    model.detections(),
                    model.mistakes(),
                    List.of(),
                    model.recoveries(),
                    ms(model.healthyMillis),
                    ms(model.mistakenMillis));
            assertThat(lane).as(() -> outages + " " + changes).isEqualTo(expected);
        });
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

    /** Mutes and cuts, which may overlap anything; some of them of other lanes. */
    private static List<Outage> mutesAndCuts(Random random) {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> {
                    int from = random.nextInt(50);
                    Instant until = random.nextInt(6) == 0 ? null : at(from + 1 + random.nextInt(25));
                    return switch (random.nextInt(6)) {
                        case 0 -> new Outage(ANN, Failure.MUTE, at(from), until);
                        case 1 -> new Outage(SUE, Failure.CUT, at(from), until, BOB);
                        case 2 -> new Outage(ANN, Failure.CUT, at(from), until, SUE);
                        case 3 -> new Outage(SUE, Failure.MUTE, at(from), until);
                        default -> new Outage(SUE, Failure.CUT, at(from), until, ANN);
                    };
                })
                .toList();
    }

    private static List<StatusChange> changes(Random random) {
        return IntStream.generate(() -> random.nextInt(HORIZON))
                .limit(random.nextInt(12))
                .sorted()
                .mapToObj(time -> new StatusChange(
                        at(time), random.nextBoolean() ? Status.DOWN : TRUST.get(random.nextInt(TRUST.size()))))
                .toList();
    }

    private static final class Model {
        private final GroundTruth truth;
        private final boolean[] down = new boolean[END];
        /**
         * Whether a down is a mistake, which ends with the next outage; any other down is a detection or a recovery.
         */
        private final boolean[] isMistaken = new boolean[END];

        private final boolean[] isSubjectOut = new boolean[END];
        private final boolean[] isObserverOut = new boolean[END];
        private int healthyMillis;
        private int mistakenMillis;

        Model(GroundTruth truth, List<StatusChange> changes) {
            this.truth = truth;
            boolean isDown = false;
            for (int t = 0; t < END; t++) {
                Instant now = at(t);
                for (Outage outage : truth.outages()) {
                    boolean isProcess = FAILURES.contains(outage.kind());
                    isSubjectOut[t] |= concernsLane(outage) && lasts(outage, t);
                    isObserverOut[t] |= isProcess && outage.node().equals(ANN) && lasts(outage, t);
                    boolean isRestart = isProcess && now.equals(outage.until()) && outage.kind() != Failure.HANG;
                    isDown &= !(isRestart && outage.node().equals(ANN));
                }
                for (StatusChange change : changes) {
                    isDown = change.at().equals(now) ? change.status() == Status.DOWN : isDown;
                }
                down[t] = isDown;
                boolean wasDown = t > 0 && down[t - 1];
                isMistaken[t] = isDown && !isSubjectOut[t] && (!wasDown || isMistaken[t - 1]);
                if (t >= START && !isSubjectOut[t] && !isObserverOut[t] && (isMistaken[t] || !isDown)) {
                    healthyMillis++;
                    mistakenMillis += isMistaken[t] ? 1 : 0;
                }
            }
        }

        private static boolean concernsLane(Outage outage) {
            return outage.node().equals(SUE) && !BOB.equals(outage.observer());
        }

        private static boolean isForAll(Outage outage) {
            return outage.node().equals(SUE) && outage.observer() == null;
        }

        private static boolean lasts(Outage outage, int t) {
            return millis(outage.from()) <= t && t < millis(outage.until());
        }

        /** Unions of overlapping outages. */
        private List<Outage> joined(Predicate<Outage> wanted) {
            List<Outage> all = truth.outages().stream().filter(wanted).toList();
            List<Outage> joined = new ArrayList<>();
            for (int t = 0; t <= HORIZON; t++) {
                if (all.stream().noneMatch(begins(t)) || leadsTo(all, t)) {
                    continue;
                }
                int until = t + 1;
                while (until <= HORIZON * 2 && leadsTo(all, until)) {
                    until++;
                }
                Failure kind = all.stream()
                        .filter(begins(t))
                        .min(Comparator.comparing(outage -> outage.observer() == null))
                        .orElseThrow()
                        .kind();
                joined.add(new Outage(SUE, kind, at(t), until > HORIZON * 2 ? null : at(until), ANN));
            }
            return joined;
        }

        private static Predicate<Outage> begins(int t) {
            return outage -> outage.from().equals(at(t));
        }

        private static boolean leadsTo(List<Outage> outages, int t) {
            return outages.stream().anyMatch(outage -> lasts(outage, t - 1) && lasts(outage, t));
        }

        /** Outages as the lane meets them; without an observer where every other observer meets the same. */
        private List<Outage> met() {
            List<Outage> forAll = joined(Model::isForAll);
            return joined(Model::concernsLane).stream()
                    .map(one -> forAll.contains(one) ? new Outage(SUE, one.kind(), one.from(), one.until(), null) : one)
                    .toList();
        }

        List<Mistake> mistakes() {
            List<Mistake> mistakes = new ArrayList<>();
            for (int t = START; t < END; t++) {
                if (!isMistaken[t] || isMistaken[t - 1]) {
                    continue;
                }
                int from = t;
                while (from < END && isMistaken[from] && isObserverOut[from]) {
                    from++;
                }
                if (from == END || !isMistaken[from]) {
                    continue;
                }
                int until = from;
                while (until < END && isMistaken[until] && !isObserverOut[until]) {
                    until++;
                }
                boolean isSeen = until < END && !isMistaken[until];
                mistakes.add(new Mistake(ANN_ON_SUE, at(from), isSeen ? at(until) : null));
            }
            return mistakes;
        }

        List<Detection> detections() {
            List<Detection> detections = new ArrayList<>();
            for (Outage outage : met()) {
                int from = millis(outage.from());
                if (from < START || from >= END || isObserverOut[from]) {
                    continue;
                }
                int until = millis(outage.until());
                int stop = from;
                while (stop < END && stop != until && !isObserverOut[stop]) {
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
            for (Outage outage : met()) {
                int outageEnd = millis(outage.until());
                if (outageEnd < START || outageEnd >= END || isObserverOut[outageEnd] || !down[outageEnd - 1]) {
                    continue;
                }
                int end = outageEnd;
                while (end < END && down[end] && !isSubjectOut[end] && !isObserverOut[end]) {
                    end++;
                }
                boolean isSeen = end < END && !down[end];
                recoveries.add(new Recovery(ANN_ON_SUE, outage, isSeen ? ms(end - outageEnd) : null));
            }
            return recoveries;
        }

        private static int millis(@Nullable Instant at) {
            return at == null ? Integer.MAX_VALUE : (int) at.toEpochMilli();
        }
    }
}
