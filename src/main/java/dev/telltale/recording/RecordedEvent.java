package dev.telltale.recording;

import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the changes of a recording. Monotonic times of a recording count from 1970, like its wall times. */
public sealed interface RecordedEvent {
    /** When it happened or began. */
    Instant at();

    /** When it ended; the same as {@link #at()} for what takes no time. */
    default Instant until() {
        return at();
    }

    /** Calls the method for its kind: a new kind does not compile until each caller handles it. */
    <R, E extends Exception> R match(Cases<R, E> cases) throws E;

    /** One method for each kind. */
    interface Cases<R, E extends Exception> {
        R settings(RecordingInfo info) throws E;

        R status(Transition change) throws E;

        R verdict(VerdictChange change) throws E;

        R process(ProcessEvent event) throws E;

        R fault(FaultInterval interval) throws E;

        R gap(Gap gap) throws E;
    }

    /** The settings from here on. */
    record Settings(RecordingInfo info) implements RecordedEvent {
        @Override
        public Instant at() {
            return info.begin();
        }

        /** They hold until others follow, so that a reader of any time span gets them. */
        @Override
        public Instant until() {
            return Instant.MAX;
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.settings(info);
        }
    }

    /** A change of the status that a node reports of another. */
    record StatusChanged(Transition change) implements RecordedEvent {
        @Override
        public Instant at() {
            return change.at();
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.status(change);
        }
    }

    /** A change of the verdict of one detector. */
    record VerdictChanged(VerdictChange change) implements RecordedEvent {
        @Override
        public Instant at() {
            return change.at();
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.verdict(change);
        }
    }

    /** What happened to a process: ground truth. */
    record ProcessChanged(ProcessEvent event) implements RecordedEvent {
        @Override
        public Instant at() {
            return event.at().wall();
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.process(event);
        }
    }

    /** A fault that was injected, or the same with its end: ground truth. The later of two with one id counts. */
    record FaultChanged(FaultInterval interval) implements RecordedEvent {
        @Override
        public Instant at() {
            return interval.from().wall();
        }

        @Override
        public Instant until() {
            Instant end = interval.end();
            return end == null ? Instant.MAX : end;
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.fault(interval);
        }
    }

    /**
     * A time of which something is not recorded, and why.
     *
     * @param node the node whose trace has the gap; null for the whole recording
     * @param from start; {@link Instant#EPOCH} if it is not known
     * @param detail more about it, for people; may be empty
     */
    record Gap(Reason reason, @Nullable NodeId node, Instant from, Instant until, String detail)
            implements RecordedEvent {
        /** Why something is not recorded. */
        public enum Reason {
            /** The node did not answer the recorder. */
            UNREACHABLE("the node did not answer the recorder"),
            /** The process of the node ended; another one runs since. */
            RESTARTED("the process of the node ended, and another one was started"),
            /** The node overwrote ticks before they were read. */
            LOST("it was not read in time"),
            /** The recorder's wall clock was set, or its machine slept. */
            CLOCK("the clock of the recorder was set, or its machine slept"),
            /** The files could not be written. */
            STORAGE("the files could not be written"),
            /** Recording was paused. */
            PAUSED("recording was paused"),
            /** No recorder ran. */
            NOT_RUNNING("no recorder ran");

            private final String text;

            Reason(String text) {
                this.text = text;
            }

            /** For people, a sentence without a full stop: "no recorder ran". */
            public String text() {
                return text;
            }

            /** The name in JSON. */
            public String id() {
                return name().toLowerCase(Locale.ROOT);
            }

            static Optional<Reason> parse(String word) {
                for (Reason reason : values()) {
                    if (reason.id().equals(word)) {
                        return Optional.of(reason);
                    }
                }
                return Optional.empty();
            }
        }

        public Gap {
            if (until.isBefore(from)) {
                throw new IllegalArgumentException("a gap ends after it begins, found " + from + " to " + until);
            }
        }

        @Override
        public Instant at() {
            return from;
        }

        @Override
        public <R, E extends Exception> R match(Cases<R, E> cases) throws E {
            return cases.gap(this);
        }
    }
}
