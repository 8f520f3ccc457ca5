package dev.telltale.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void zoomingKeepsTheInstantUnderThePointerInPlace() {
        var window = new TimeWindow(NOON, Duration.ofSeconds(60));
        Instant pointed = NOON.plusSeconds(45);
        for (double factor : new double[] {0.5, 0.8, 1.25, 3}) {
            TimeWindow zoomed = window.zoomed(pointed, factor);
            assertThat(zoomed.share(pointed)).isCloseTo(0.75, org.assertj.core.data.Offset.offset(1e-6));
            assertThat(zoomed.span().toMillis()).isEqualTo(Math.round(60_000 * factor));
        }
    }

    @Test
    void theZoomIsLimitedToASecondAndAnHour() {
        var window = new TimeWindow(NOON, Duration.ofSeconds(60));
        assertThat(window.zoomed(NOON, 1e-6).span()).isEqualTo(TimeWindow.MIN_SPAN);
        assertThat(window.zoomed(NOON, 1e6).span()).isEqualTo(TimeWindow.MAX_SPAN);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-30, -20", "-20, -20", "20, 0", "-10, -10"})
    void aWindowIsMovedIntoTheKnownTime(int from, int shown) {
        Duration span = Duration.ofSeconds(60);
        Instant end = NOON.plus(span);
        assertThat(new TimeWindow(NOON.plusSeconds(from), span).within(NOON.minusSeconds(20), end))
                .isEqualTo(new TimeWindow(NOON.plusSeconds(shown), span));
        assertThat(new TimeWindow(NOON.plusSeconds(from), span).within(end, end))
                .as("a history that is shorter than the window")
                .isEqualTo(new TimeWindow(NOON, span));
    }

    @Test
    void shareAndInstantAreInverseFunctions() {
        var window = new TimeWindow(NOON, Duration.ofSeconds(40));
        assertThat(window.share(NOON.plusSeconds(10))).isEqualTo(0.25);
        assertThat(window.at(0.25)).isEqualTo(NOON.plusSeconds(10));
        assertThat(window.share(NOON.minusSeconds(10))).isEqualTo(-0.25);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1,    10, 12:00:00.000 12:00:00.200 12:00:00.400 12:00:00.600 12:00:00.800 12:00:01.000
            60,    7, 12:00:00 12:00:10 12:00:20 12:00:30 12:00:40 12:00:50 12:01:00
            60,    3, 12:00:00 12:00:30 12:01:00
            3600,  5, 12:00 12:15 12:30 12:45 13:00
            """)
    void ticksAreRoundAndLimitedInNumber(int seconds, int most, String labels) {
        var window = new TimeWindow(NOON, Duration.ofSeconds(seconds));
        List<String> ticks = TimeTick.ofClock(window, UTC, most).stream()
                .map(TimeTick::label)
                .toList();
        assertThat(String.join(" ", ticks)).isEqualTo(labels);
    }

    @Test
    void ticksAreRoundInLocalTime() {
        var window = new TimeWindow(NOON.minusSeconds(60), Duration.ofMinutes(60));
        assertThat(TimeTick.ofClock(window, ZoneId.of("Asia/Kathmandu"), 3))
                .as("a quarter to six hours ahead")
                .extracting(TimeTick::label)
                .containsExactly("18:00", "18:30");
    }
}
