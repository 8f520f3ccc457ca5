package dev.telltale.dashboard.viewmodel.recorder;

import dev.telltale.recording.live.RecordingState;
import dev.telltale.recording.live.RecordingState.Facts;
import dev.telltale.text.ByteSizes;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How a recording stands, in words.
 *
 * @param label "● Recording: 1.2 MB, 3 h"; empty if there is nothing to say
 * @param tooltip all of it, in sentences
 * @param mood how the label is drawn
 * @param folder the path of the folder; empty if there is none
 * @param isPaused whether the person has paused it
 */
public record RecordingText(String label, String tooltip, Mood mood, String folder, boolean isPaused) {
    /** How urgent it is. */
    public enum Mood {
        /** As wanted. */
        QUIET,
        /** Nothing is recorded, though that is wanted. */
        TROUBLE
    }

    static final RecordingText NONE = new RecordingText("", "", Mood.QUIET, "", false);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    static RecordingText none(String why) {
        return new RecordingText("Not recorded", why, Mood.QUIET, "", false);
    }

    /** With the {@link LocaleFormat} of the thread. */
    static RecordingText of(RecordingState state, Instant now, ZoneId zone) {
        return state.match(new Words(now, zone));
    }

    /** Whether it can be paused, or continued. */
    public boolean canPause() {
        return !folder.isEmpty();
    }

    private record Words(Instant now, ZoneId zone) implements RecordingState.Cases<RecordingText> {
        @Override
        public RecordingText off() {
            return new RecordingText(
                    "○ Recording off",
                    "This cluster is not recorded: recording is switched off. What was recorded before is kept.",
                    Mood.QUIET,
                    "",
                    false);
        }

        @Override
        public RecordingText opening() {
            return new RecordingText("○ Recording…", "The recording is being opened.", Mood.QUIET, "", false);
        }

        @Override
        public RecordingText recording(Facts facts) {
            return new RecordingText(
                    "● Recording: " + size(facts),
                    "Every attempt, verdict and fault of this cluster is recorded while this window is open. "
                            + details(facts),
                    Mood.QUIET,
                    facts.folder().toString(),
                    false);
        }

        @Override
        public RecordingText paused(Facts facts) {
            return new RecordingText(
                    "‖ Recording paused: " + size(facts),
                    "Attempts are not recorded until you continue; the time will be a gap. " + details(facts),
                    Mood.QUIET,
                    facts.folder().toString(),
                    true);
        }

        @Override
        public RecordingText failing(Facts facts, String why) {
            return new RecordingText(
                    "! Nothing is recorded",
                    "Nothing is recorded at present: " + why + ". It is tried again every half second. "
                            + details(facts),
                    Mood.TROUBLE,
                    facts.folder().toString(),
                    false);
        }

        @Override
        public RecordingText unavailable(String why) {
            return new RecordingText(
                    "! Not recorded",
                    "This window does not record: " + why + ". It is tried again every 5 s.",
                    Mood.TROUBLE,
                    "",
                    false);
        }

        private String size(Facts facts) {
            return ByteSizes.format(facts.bytes()) + ", " + age(Duration.between(facts.begin(), now));
        }

        private static String age(Duration age) {
            if (age.compareTo(MINUTE) < 0) {
                return DurationFormat.wholeSeconds(age);
            }
            return age.compareTo(TWO_DAYS) < 0 ? DurationFormat.narrow(age) : LocaleFormat.whole(age.toDays()) + " d";
        }

        private String details(Facts facts) {
            return "Folder " + facts.folder() + ", since " + DurationFormat.full(facts.begin(), zone) + ". "
                    + (facts.gaps() == 0
                            ? "No gaps"
                            : LocaleFormat.whole(facts.gaps()) + (facts.gaps() == 1 ? " gap" : " gaps"))
                    + " since this window began to record. Kept: "
                    + facts.limits().keep().toDays() + " days, at most "
                    + ByteSizes.format(facts.limits().maxBytes()) + ".";
        }
    }
}
