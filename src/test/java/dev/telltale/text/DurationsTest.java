package dev.telltale.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            200ms,  PT0.2S, 200ms
            2s,     PT2S,   2s
            1.5s,   PT1.5S, 1500ms
            60s,    PT1M,   1m
            90m,    PT1H30M, 90m
            1h,     PT1H,   1h
            """)
    void durationsAreParsedAndFormattedInTheirShortestForm(String text, Duration duration, String shown) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
        assertThat(Durations.format(duration)).isEqualTo(shown);
        assertThat(Durations.parse(shown)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "s", "-2s", "2 s", "2S", "1e3ms", "NaNs", "0x2s", "9999999999s", "2s2s"})
    void anInvalidDurationIsRejectedWithAnExample(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for example 200ms, 2s or 1m");
    }
}
