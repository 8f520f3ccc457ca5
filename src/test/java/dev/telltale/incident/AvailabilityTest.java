package dev.telltale.incident;

import static dev.telltale.incident.MomentBuilder.NODES;
import static dev.telltale.incident.MomentBuilder.TWO;
import static dev.telltale.incident.MomentBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Interval;
import dev.telltale.groundtruth.Outage;
import dev.telltale.incident.ObserverView.Span;
import dev.telltale.model.Status;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
    private static final List<Status> STATUSES = List.of(Status.values());
    private static final Interval SPAN = new Interval(at(20), at(120));

    @Test
    void theFourFiguresDifferAndUnrecordedTimeIsInNone() {
        List<ObserverView> views = List.of(
                view(0, new Span(at(0), at(70), Status.UP), new Span(at(70), at(100), Status.DOWN)),
                view(2, new Span(at(30), at(80), Status.SUSPECT), new Span(at(80), at(100), Status.DOWN)),
                view(3, new Span(at(20), at(100), Status.UP), new Span(at(100), at(120), Status.UNKNOWN)));
        var truth = new GroundTruth(
                at(50),
                at(100),
                List.of(new Outage(TWO, Failure.HANG, at(65), null), new Outage(TWO, Failure.MUTE, at(60), at(70))));

        Availability found = Availability.of(TWO, SPAN, views, List.of(truth));

        assertThat(found).isEqualTo(new Availability(TWO, SPAN, ms(80), ms(50), ms(60), ms(80), ms(50), ms(10)));
        assertThat(found.unrecorded()).isEqualTo(ms(20));
    }

    @Test
    void aShareIsNeverRoundedUp() {
        Duration month = Duration.ofDays(30);

        assertThat(Availability.percent(month, month)).isEqualTo("100.00 %");
        assertThat(Availability.percent(month.minusNanos(1), month)).isEqualTo("99.99 %");
        assertThat(Availability.percent(Duration.ofDays(10), month)).isEqualTo("33.33 %");
        assertThat(Availability.percent(Duration.ZERO, month)).isEqualTo("0.00 %");
        assertThat(Availability.percent(Duration.ZERO, Duration.ZERO)).isEqualTo("not known");
    }

    @Test
    void intervalsAreInOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view(0, new Span(at(5), at(9), Status.UP), new Span(at(8), at(12), Status.UP)));
    }

    @Test
    void randomViewsAgreeWithASampleOfEachMillisecond() {
        Seeds.all(500).forEach(seed -> {
            var random = new Random(seed);
            List<List<Span>> spans = List.of(spans(random), spans(random), spans(random));
            GroundTruth truth = truth(random);
            List<ObserverView> views = List.of(
                    ObserverView.of(NODES.get(0), spans.get(0)),
                    ObserverView.of(NODES.get(2), spans.get(1)),
                    ObserverView.of(NODES.get(3), spans.get(2)));

            Availability found = Availability.of(TWO, SPAN, views, List.of(truth));

            assertThat(found)
                    .isEqualTo(new Availability(
                            TWO,
                            SPAN,
                            sample(t -> count(spans, t, false) > 0),
                            sample(t -> count(spans, t, false) > 0 && count(spans, t, true) == count(spans, t, false)),
                            sample(t -> 2 * count(spans, t, true) > count(spans, t, false)),
                            sample(t -> count(spans, t, true) > 0),
                            sample(t -> isKnown(truth, t)),
                            sample(t -> isKnown(truth, t)
                                    && truth.outages().stream()
                                            .noneMatch(outage -> outage.observer() == null
                                                    && outage.node().equals(TWO)
                                                    && outage.covers(at(t))))));
            assertThat(found.upByAll()).isLessThanOrEqualTo(found.upByMajority());
            assertThat(found.upByMajority()).isLessThanOrEqualTo(found.upByOne());
            assertThat(found.upByOne()).isLessThanOrEqualTo(found.recorded());
        });
    }

    private static Duration sample(LongPredicate condition) {
        return ms(LongStream.range(20, 120).filter(condition).count());
    }

    private static boolean isKnown(GroundTruth truth, long t) {
        return !at(t).isBefore(truth.start()) && at(t).isBefore(truth.end());
    }

    private static long count(List<List<Span>> all, long t, boolean isUp) {
        return all.stream()
                .filter(spans -> spans.stream()
                        .anyMatch(span -> !at(t).isBefore(span.from())
                                && at(t).isBefore(span.to())
                                && span.status() != Status.UNKNOWN
                                && (!isUp || span.status() != Status.DOWN)))
                .count();
    }

    private static List<Span> spans(Random random) {
        List<Span> spans = new ArrayList<>();
        long now = random.nextInt(40);
        while (now < 140 && random.nextInt(10) > 0) {
            long until = now + random.nextInt(25);
            spans.add(new Span(at(now), at(until), STATUSES.get(random.nextInt(4))));
            now = until + (random.nextBoolean() ? 0 : random.nextInt(20));
        }
        return spans;
    }

    private static GroundTruth truth(Random random) {
        long start = random.nextInt(60);
        List<Outage> outages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            long from = random.nextInt(130);
            boolean isCut = random.nextInt(4) == 0;
            outages.add(new Outage(
                    NODES.get(random.nextInt(2) + 1),
                    isCut ? Failure.CUT : Failure.MUTE,
                    at(from),
                    random.nextInt(5) == 0 ? null : at(from + 1 + random.nextInt(40)),
                    isCut ? NODES.get(0) : null));
        }
        return new GroundTruth(at(start), at(start + random.nextInt(100)), outages);
    }

    private static ObserverView view(int observer, Span... spans) {
        return ObserverView.of(NODES.get(observer), List.of(spans));
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
