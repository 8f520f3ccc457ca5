package dev.telltale.recording.live;

import dev.telltale.recording.RecordingLimits;
import java.nio.file.Path;
import java.time.Instant;

/** What a window records. Immutable. */
public sealed interface RecordingState {
    /** Calls the method for its kind. */
    <R> R match(Cases<R> cases);

    /** One method for each kind. */
    interface Cases<R> {
        R off();

        R opening();

        R recording(Facts facts);

        R paused(Facts facts);

        R failing(Facts facts, String why);

        R unavailable(String why);
    }

    /**
     * What is in the folder.
     *
     * @param begin when the oldest part that is kept was begun
     * @param bytes of all files
     * @param gaps since this window began to record
     */
    record Facts(Path folder, Instant begin, long bytes, long gaps, RecordingLimits limits) {}

    /** Nothing is recorded, as the person wants. */
    record Off() implements RecordingState {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.off();
        }
    }

    /** Recording begins. */
    record Opening() implements RecordingState {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.opening();
        }
    }

    /** All is recorded. */
    record Recording(Facts facts) implements RecordingState {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recording(facts);
        }
    }

    /** No attempts are recorded until the person continues. */
    record Paused(Facts facts) implements RecordingState {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.paused(facts);
        }
    }

    /** The files cannot be written at present; it is tried again. */
    record Failing(Facts facts, String why) implements RecordingState {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.failing(facts, why);
        }
    }

    /** The folder could not be opened; it is tried again. */
    record Unavailable(String why) implements RecordingState {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unavailable(why);
        }
    }
}
