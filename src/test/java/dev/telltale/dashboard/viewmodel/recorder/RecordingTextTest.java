package dev.telltale.dashboard.viewmodel.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.recorder.RecordingText.Mood;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.live.RecordingState;
import dev.telltale.recording.live.RecordingState.Facts;
import dev.telltale.text.LocaleFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTextTest {
    private static final Instant NOW = Instant.parse("2026-11-30T14:00:00Z");

    @BeforeEach
    void useRootLocale() {
        LocaleFormat.useOnThisThread(Locale.ROOT);
    }

    private static Facts facts(Duration age, long gaps) {
        return new Facts(Path.of("/s/demo"), NOW.minus(age), 1_234_567, gaps, RecordingLimits.DEFAULT);
    }

    private static RecordingText text(RecordingState state) {
        return RecordingText.of(state, NOW, ZoneOffset.UTC);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PT0S,        0 s
            PT59.9S,     59 s
            PT12M34S,    12 min
            PT3H59M,     3 h
            PT47H59M,    47 h
            PT48H,       2 d
            """)
    void theLabelHasSizeAndAge(Duration age, String words) {
        assertThat(text(new RecordingState.Recording(facts(age, 0))).label())
                .isEqualTo("● Recording: 1.2 MB, " + words);
    }

    @Test
    void theTooltipSaysWhereSinceWhenAndForHowLong() {
        assertThat(text(new RecordingState.Recording(facts(Duration.ofHours(3), 2)))
                        .tooltip())
                .isEqualTo("Every attempt, verdict and fault of this cluster is recorded while this window is open. "
                        + "Folder /s/demo, since "
                        + dev.telltale.text.DurationFormat.full(NOW.minus(Duration.ofHours(3)), ZoneOffset.UTC)
                        + ". 2 gaps since this window began to record. Kept: 30 days, at most 1.0 GB.");
    }

    @Test
    void onlyWhatIsNotAsWantedIsTrouble() {
        var facts = facts(Duration.ofHours(3), 0);
        assertThat(text(new RecordingState.Off()).mood()).isEqualTo(Mood.QUIET);
        assertThat(text(new RecordingState.Opening()).mood()).isEqualTo(Mood.QUIET);
        assertThat(text(new RecordingState.Paused(facts)).mood()).isEqualTo(Mood.QUIET);
        RecordingText failing = text(new RecordingState.Failing(facts, "the disk is full"));
        assertThat(failing.mood()).isEqualTo(Mood.TROUBLE);
        assertThat(failing.tooltip()).startsWith("Nothing is recorded at present: the disk is full. ");
        assertThat(text(new RecordingState.Unavailable("PID 4711 records to /s/demo already"))
                        .mood())
                .isEqualTo(Mood.TROUBLE);
    }

    @Test
    void aRecordingThatIsPausedIsContinued() {
        var facts = facts(Duration.ofHours(3), 0);
        assertThat(text(new RecordingState.Paused(facts)).isPaused()).isTrue();
        assertThat(text(new RecordingState.Paused(facts)).canPause()).isTrue();
        assertThat(text(new RecordingState.Off()).canPause()).isFalse();
    }
}
