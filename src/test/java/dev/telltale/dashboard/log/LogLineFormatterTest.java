package dev.telltale.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineFormatterTest {
    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "en-US", "ar-EG", "hi-IN-u-nu-deva"})
    void aLineIsTheSameInEveryLocale(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            var logged = new LogRecord(Level.WARNING, "port {0} is taken for {1} s");
            logged.setParameters(new Object[] {18_001, 1.5});
            logged.setInstant(Instant.parse("2026-01-31T13:05:07.089Z"));
            logged.setSourceClassName("dev.telltale.Example");
            assertThat(new LogLineFormatter().format(logged))
                    .isEqualTo("2026-01-31T13:05:07.089Z WARNING dev.telltale.Example: port 18,001 is taken for 1.5 s"
                            + System.lineSeparator());
        } finally {
            Locale.setDefault(before);
        }
    }
}
