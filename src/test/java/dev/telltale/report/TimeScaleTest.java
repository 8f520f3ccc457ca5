package dev.telltale.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.timeline.TimeTick;
import dev.telltale.timeline.TimeWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1        | 0.0000 s | 0.0001 s | 0.0010 s | 11
            999      | 0.0 s    | 0.1 s    | 0.9 s    | 10
            1000     | 0.0 s    | 0.1 s    | 1.0 s    | 11
            1300     | 0.0 s    | 0.2 s    | 1.2 s    | 7
            12000    | 0 s      | 1 s      | 12 s     | 13
            14200    | 0 s      | 2 s      | 14 s     | 8
            50000    | 0 s      | 5 s      | 50 s     | 11
            3600000  | 0 s      | 500 s    | 3500 s   | 8
            """)
    void ticksAreAtMultiplesOfTheirStep(long millis, String first, String second, String last, int count) {
        TimeScale scale = scale(millis);
        List<TimeTick> ticks = TimeTick.ofElapsed(scale.window(), 12);

        assertThat(ticks)
                .hasSize(count)
                .extracting(TimeTick::label)
                .startsWith(first, second)
                .endsWith(last);
        assertThat(ticks).allSatisfy(tick -> assertThat(scale.x(tick.at())).isBetween(100.0, 900.0001));
    }

    @Test
    void instantsOutsideTheScaleAreDrawnAtItsEdge() {
        TimeScale scale = scale(1_000);

        assertThat(scale.x(RunFixture.at(-5))).isEqualTo(100);
        assertThat(scale.x(RunFixture.at(250))).isEqualTo(300);
        assertThat(scale.x(RunFixture.at(1_001))).isEqualTo(900);
        assertThat(scale.after(RunFixture.at(250))).isEqualTo("+0.250 s");
    }

    private static TimeScale scale(long millis) {
        return new TimeScale(new TimeWindow(RunFixture.START, Duration.ofMillis(millis)), 100, 900);
    }
}
