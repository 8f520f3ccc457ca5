package dev.telltale.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.text.LocaleFormat.Precision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleFormatTest {
    private static final Instant AT = Instant.parse("2026-01-31T13:05:07.089Z");
    private static final ZoneId ZONE = ZoneId.of("UTC");

    @AfterEach
    void neutral() {
        LocaleFormat.useOnThisThread(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de-DE | 0,4 s | 1,21 s | 1,5 s | 12.345 | 13:05:07,089     | 13:05
            en-US | 0.4 s | 1.21 s | 1.5 s | 12,345 | 1:05:07.089 PM   | 1:05 PM
            en-GB | 0.4 s | 1.21 s | 1.5 s | 12,345 | 13:05:07.089     | 13:05
            en    | 0.4 s | 1.21 s | 1.5 s | 12345  | 13:05:07.089     | 13:05
            """)
    void numbersAndTimesFollowTheLocaleOfTheThread(
            String tag, String span, String measured, String setting, String whole, String clock, String minutes) {
        LocaleFormat.useOnThisThread(Locale.forLanguageTag(tag));
        assertThat(DurationFormat.span(Duration.ofMillis(420))).isEqualTo(span);
        assertThat(DurationFormat.measured(Duration.ofMillis(1_219))).isEqualTo(measured);
        assertThat(DurationFormat.setting(Duration.ofMillis(1_500))).isEqualTo(setting);
        assertThat(LocaleFormat.whole(12_345)).isEqualTo(whole);
        assertThat(DurationFormat.clock(AT, ZONE)).isEqualTo(clock);
        assertThat(LocaleFormat.clock(AT, ZONE, Precision.MINUTES)).isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({"de-DE, 31.01.2026", "en-US, 'Jan 31, 2026'", "en-GB, 31 Jan 2026", "en, 2026-01-31"})
    void theDateHasTheOrderOfTheLocale(String tag, String date) {
        LocaleFormat.useOnThisThread(Locale.forLanguageTag(tag));
        assertThat(DurationFormat.full(AT, ZONE)).startsWith(date).endsWith("+00:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "hi-IN-u-nu-deva", "fa-IR"})
    void digitsAreThoseOfTheNamesOfNodes(String tag) {
        LocaleFormat.useOnThisThread(Locale.forLanguageTag(tag));
        assertThat(DurationFormat.measured(Duration.ofMillis(1_219))).matches("1\\D21 s");
        assertThat(LocaleFormat.whole(12_345)).matches("12\\D345");
        assertThat(DurationFormat.clock(AT, ZONE)).contains("05:07").contains("089");
    }

    @Test
    void otherThreadsKeepTheNeutralForm() throws InterruptedException {
        LocaleFormat.useOnThisThread(Locale.GERMANY);
        var other = new StringBuilder();
        var thread = new Thread(() -> other.append(DurationFormat.span(Duration.ofMillis(420))));
        thread.start();
        thread.join();
        assertThat(other).hasToString("0.4 s");
    }

    @Test
    void roundedNumbersAndTickWidthsHaveTheDecimals() {
        assertThat(LocaleFormat.decimal(1_004, 3)).isEqualTo("1.004");
        assertThat(LocaleFormat.decimal(5, 1)).isEqualTo("0.5");
        assertThat(LocaleFormat.decimal(7, 0)).isEqualTo("7");
        assertThat(LocaleFormat.rounded(2.26, 1)).isEqualTo("2.3");
    }
}
