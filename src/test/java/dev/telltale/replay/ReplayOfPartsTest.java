package dev.telltale.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.TickTrace;
import dev.telltale.qos.DurationSummary;
import dev.telltale.testkit.Seeds;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Replays of traces that do not begin at the start of a process, and of thinned ones. */
class ReplayOfPartsTest {
    /** So short that the intervals that phi remembers fit into the first half of a run. */
    private static final HeartbeatSettings FAST =
            new HeartbeatSettings(Duration.ofMillis(400), Duration.ofMillis(1_500));

    @Test
    void afterItsWarmUpAPartOfATraceSaysWhatTheWholeSays() {
        Seeds.all(10).forEach(seed -> {
            RecordedRun run = RecordedRun.of(seed, FAST, 0, 4);
            NodeTrace whole = run.traces().get(0);
            List<TickTrace> ticks = whole.ticks();
            var part = new NodeTrace(whole.header(), ticks.subList(ticks.size() / 4, ticks.size()), false);

            Replay.Result ofWhole = Replay.of(whole, ReplaySettings.of(whole.header()), DetectorKind.ALL);
            Replay.Result ofPart = Replay.of(part, ReplaySettings.of(part.header()), DetectorKind.ALL);

            Instant validFrom = ofPart.validFrom();
            assertThat(validFrom).isEqualTo(part.ticks().get(0).at().wall().plusSeconds(40));
            assertThat(after(validFrom, ofPart)).isEqualTo(after(validFrom, ofWhole));
            assertThat(ofWhole.validFrom()).isEqualTo(whole.header().start().wall());
        });
    }

    private static List<VerdictChange> after(Instant from, Replay.Result result) {
        return result.changes().stream()
                .filter(change -> !change.at().isBefore(from))
                .toList();
    }

    @Test
    void aPartThatIsShorterThanItsWarmUpHasNoScore() {
        NodeTrace whole = RecordedRun.of(1, FAST, 0, 1).traces().get(0);
        var part = new NodeTrace(whole.header(), whole.ticks().subList(10, 50), false);

        ReplayScore score = ReplayScore.of(List.of(part), recorded -> recorded, DetectorKind.ALL, List.of());

        assertThat(score.summaries()).isEmpty();
        assertThat(score.watched()).isZero();
    }

    @Test
    void everyThirdHeartbeatGivesTheDetectionTimesOfThreeTimesTheInterval() {
        var slow = new HeartbeatSettings(Duration.ofMillis(1_200), Duration.ofMillis(4_500));

        DurationSummary thinned = virtual(RecordedRun.of(1, FAST, 0, 1).score(slow));
        DurationSummary real = virtual(RecordedRun.of(1, slow, 0, 1).score());

        assertThat((double) thinned.count()).isBetween(0.9 * real.count(), 1.1 * real.count());
        assertThat(median(thinned)).isCloseTo(median(real), Duration.ofMillis(60));
        assertThat(RecordedRun.of(1, FAST, 0, 1).score(slow).summaries().values())
                .allSatisfy(summary -> assertThat(summary.mistakes().count()).isZero());
    }

    private static DurationSummary virtual(ReplayScore score) {
        return Objects.requireNonNull(score.crashes().get(DetectorKind.TIMEOUT));
    }

    private static Duration median(DurationSummary summary) {
        return Objects.requireNonNull(summary.median());
    }

    @Test
    void anIntervalBetweenMultiplesIsRefused() {
        NodeTrace trace = RecordedRun.of(1, FAST, 0, 0).traces().get(0);
        var settings = new ReplaySettings(
                new HeartbeatSettings(Duration.ofMillis(600), Duration.ofSeconds(2)),
                trace.header().detection());

        assertThatThrownBy(() -> Replay.of(trace, settings, DetectorKind.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an interval is a multiple of the recorded one, 400ms, found 600ms");
        assertThat(ReplayScore.of(List.of(trace), recorded -> settings, DetectorKind.ALL, List.of())
                        .summaries())
                .isEmpty();
    }
}
