package dev.telltale.dashboard.viewmodel.recording;

import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.timeline.TimelineViewModel;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingPlayerTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T11:00:00Z");
    private static final Instant END = BEGIN.plusSeconds(600);
    private static final Instant LAST = END.minusNanos(1_000);

    private final TimelineViewModel timeline = timeline();
    private final RecordingPlayer player =
            new RecordingPlayer(timeline, BEGIN, END, () -> List.of(at(100), at(200), at(300)));
    private long clockNanos = Long.MAX_VALUE - 500_000_000;

    private static TimelineViewModel timeline() {
        List<NodeId> nodes = List.of(node(1), node(2));
        var history = new MatrixHistory(nodes, 10);
        history.recordObserver(node(1), BEGIN, null, DetectorKind.EVIDENCE, HeartbeatSettings.DEFAULT);
        var timeline = new TimelineViewModel(nodes, new ClockReading(0, END), ZoneOffset.UTC);
        timeline.follow(history);
        return timeline;
    }

    private static Instant at(double seconds) {
        return BEGIN.plusMillis(Math.round(seconds * 1_000));
    }

    private Instant shown() {
        return timeline.selectedProperty().get();
    }

    /** Lets time pass, by the clock of the player. */
    private void pass(double seconds) {
        clockNanos += Math.round(seconds * 1e9);
        player.advance(new ClockReading(clockNanos, Instant.EPOCH));
    }

    @Test
    void theBeginIsShownAtFirstAndNothingMoves() {
        pass(1);
        pass(1);
        assertThat(shown()).isEqualTo(BEGIN);
        assertThat(player.positionProperty().get()).isEqualTo(BEGIN);
    }

    @Test
    void playingMovesTheShownInstantWithTheClock() {
        player.toggle();
        pass(0);
        pass(0.25);
        pass(1);
        assertThat(shown()).isEqualTo(at(1.25));
        player.toggle();
        pass(5);
        assertThat(shown()).isEqualTo(at(1.25));
        player.toggle();
        pass(5);
        assertThat(shown()).as("the time of the pause is not made up for").isEqualTo(at(1.25));
    }

    @Test
    void aSpeedMultipliesTheTimeFromThenOn() {
        player.toggle();
        pass(0);
        pass(1);
        player.speedProperty().set(PlaySpeed.TEN);
        pass(1);
        player.speedProperty().set(PlaySpeed.HUNDRED);
        pass(0.5);
        assertThat(shown()).isEqualTo(at(61));
    }

    @Test
    void playingStopsAtTheEndAndBeginsAgainFromThere() {
        player.seek(at(599));
        player.toggle();
        pass(0);
        pass(0.5);
        assertThat(player.playingProperty().get()).isTrue();
        pass(2);
        assertThat(shown()).isEqualTo(LAST);
        assertThat(player.playingProperty().get()).isFalse();
        player.toggle();
        pass(0);
        pass(1);
        assertThat(shown()).isEqualTo(at(1));
    }

    @Test
    void aJumpWhilePlayingGoesOnFromThere() {
        player.toggle();
        pass(0);
        pass(1);
        timeline.select(at(400));
        pass(1);
        assertThat(shown()).isEqualTo(at(401));
    }

    @Test
    void thereIsNoPresent() {
        timeline.live();
        assertThat(shown()).isEqualTo(LAST);
        timeline.select(END.plusSeconds(5));
        assertThat(shown()).isEqualTo(LAST);
        player.seek(BEGIN.minusSeconds(5));
        assertThat(shown()).isEqualTo(BEGIN);
        player.seek(END.plusSeconds(5));
        assertThat(shown()).isEqualTo(LAST);
    }

    @Test
    void jumpsGoFromEventToEvent() {
        player.next();
        assertThat(shown()).isEqualTo(at(100));
        player.next();
        assertThat(shown()).isEqualTo(at(200));
        player.step(Duration.ofSeconds(1));
        player.previous();
        assertThat(shown()).isEqualTo(at(200));
        player.previous();
        player.previous();
        assertThat(shown()).isEqualTo(BEGIN);
        player.seek(at(300));
        player.next();
        assertThat(shown()).isEqualTo(LAST);
    }

    @Test
    void theSliderCoversTheRecording() {
        player.seek(0.5);
        assertThat(Duration.between(at(300), shown()).abs()).isLessThan(Duration.ofMillis(1));
        assertThat(player.share(shown())).isBetween(0.4999, 0.5001);
        assertThat(player.share(LAST)).isEqualTo(1);
        assertThat(player.share(BEGIN.minusSeconds(9))).isZero();
        assertThat(player.share(END.plusSeconds(9))).isEqualTo(1);
    }
}
