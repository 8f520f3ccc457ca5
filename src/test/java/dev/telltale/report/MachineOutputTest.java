package dev.telltale.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.scenario.run.RunResult;
import dev.telltale.text.LocaleFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs read is the same in every locale of the system. */
class MachineOutputTest {
    private static String output() {
        RunResult run = RunFixture.threeFaults("a");
        return Scorecard.csv(run.quality())
                + Scorecard.json(run.quality())
                + JunitXml.of(List.of(run))
                + HtmlReport.of(List.of(run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "en-US", "ar-EG", "hi-IN-u-nu-deva", "tr-TR"})
    void filesDoNotDependOnTheLocale(String tag) {
        String neutral = output();
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertThat(output()).isEqualTo(neutral);
            assertThat(neutral.chars().filter(Character::isDigit)).allMatch(digit -> digit <= '9');
        } finally {
            Locale.setDefault(before);
            LocaleFormat.useOnThisThread(Locale.ROOT);
        }
    }
}
