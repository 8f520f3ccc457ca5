package dev.telltale.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormatTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            PT-3S,          0.0 s ago
            PT0S,           0.0 s ago
            PT0.399999S,    0.3 s ago
            PT0.4S,         0.4 s ago
            PT9.999S,       9.9 s ago
            PT10S,          10 s ago
            PT59.9S,        59 s ago
            PT60S,          1 min 0 s ago
            PT2M14S,        2 min 14 s ago
            PT59M59S,       59 min 59 s ago
            PT1H,           1 h 0 min ago
            PT23H59M59S,    23 h 59 min ago
            PT24H,          1 d 0 h ago
            PT75H,          3 d 3 h ago
            """)
    void anAgeHasTenthsWhileItIsShortAndAtMostTwoUnits(Duration age, String words) {
        assertThat(DurationFormat.ago(age)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,         < 0.1 ms
            PT0.0000999S, < 0.1 ms
            PT0.0001S,    0.1 ms
            PT0.00074S,   0.7 ms
            PT0.0099999S, 9.9 ms
            PT0.010S,     10 ms
            PT0.9999S,    999 ms
            PT1S,         1.0 s
            """)
    void aRoundTripIsShownInMilliseconds(Duration roundTrip, String words) {
        assertThat(DurationFormat.roundTrip(roundTrip)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0.2S,   200 ms
            PT2S,     2 s
            PT1.5S,   1.5 s
            PT2.025S, 2.025 s
            PT90S,    90 s
            PT2M,     2 min
            PT1H,     1 h
            """)
    void aSettingIsShownWithoutRounding(Duration setting, String words) {
        assertThat(DurationFormat.setting(setting)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT-1S,         0 ms
            PT0S,          0 ms
            PT0.000999S,   < 1 ms
            PT0.001S,      1 ms
            PT0.15296S,    152 ms
            PT0.999999S,   999 ms
            PT1.219S,      1.21 s
            PT59.999S,     59.99 s
            PT2M14.9S,     2 min 14 s
            """)
    void measuredIsTruncatedAndNeverRounded(Duration length, String words) {
        assertThat(DurationFormat.measured(length)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,           0.0
            PT0.15296S,     152.9
            PT0.1529999S,   152.9
            PT5.5S,         5500.0
            """)
    void millisecondsHaveTheSameFigures(Duration length, String millis) {
        assertThat(DurationFormat.millis(length)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,    PT2S,    0 to 2 s
            PT0.2S,  PT0.3S,  200 to 300 ms
            PT0.2S,  PT1.5S,  200 ms to 1.5 s
            PT1S,    PT1.2S,  1 to 1.2 s
            PT1M,    PT1H,    1 min to 1 h
            PT2S,    PT2S,    2 s
            """)
    void rangeHasOneUnitIfBothHaveTheSame(Duration min, Duration max, String words) {
        assertThat(DurationFormat.range(min, max)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT-1S,       0.0 s
            PT12.09S,    12.0 s
            PT59.99S,    59.9 s
            PT1M59S,     1 min
            PT59M59S,    59 min
            PT26H,       26 h
            """)
    void narrowHasOneUnit(Duration length, String words) {
        assertThat(DurationFormat.narrow(length)).isEqualTo(words);
    }

    @Test
    void aClockTimeIsLocalWithMillisecondsAndAFullTimeHasTheZoneOffset() {
        Instant instant = Instant.parse("2026-11-23T14:03:21.480999Z");
        assertThat(DurationFormat.clock(instant, ZoneId.of("Asia/Tokyo"))).isEqualTo("23:03:21.480");
        assertThat(DurationFormat.full(instant, ZoneId.of("Asia/Tokyo"))).isEqualTo("2026-11-23 23:03:21.480 +09:00");
    }
}
