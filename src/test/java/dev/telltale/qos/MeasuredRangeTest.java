package dev.telltale.qos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredRangeTest {
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
    void wordsAreCutAndNeverRounded(Duration length, String words) {
        assertThat(MeasuredRange.text(length)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,           0.0,    0
            PT0.15296S,     152.9,  152960
            PT0.1529999S,   152.9,  152999
            PT5.5S,         5500.0, 5500000
            """)
    void tableAndFileBeginWithTheFiguresOfTheWords(Duration length, String millis, long micros) {
        assertThat(MeasuredRange.millis(length)).isEqualTo(millis);
        assertThat(MeasuredRange.micros(length)).isEqualTo(micros);
    }

    @Test
    void whatWasNoticedBeforeTheFailureTookNoTime() {
        Instant failure = Instant.parse("2026-11-23T14:03:21.460Z");
        assertThat(Detection.time(failure, failure.minusMillis(8))).isZero();
        assertThat(Detection.time(failure, failure)).isZero();
        assertThat(Detection.time(failure, failure.plusNanos(152_960_000))).isEqualTo(Duration.ofNanos(152_960_000));
    }
}
