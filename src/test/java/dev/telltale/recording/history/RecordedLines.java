package dev.telltale.recording.history;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.groundtruth.ProcessEvent.Kind;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import java.time.Instant;

/**
 * Makes events of a recording, at seconds after its begin.
 *
 * @param begin of the recording
 */
public record RecordedLines(Instant begin) {
    public Instant at(double seconds) {
        return begin.plusNanos(Math.round(seconds * 1e9));
    }

    public RecordedEvent status(double seconds, NodeId observer, NodeId subject, Status from, Status to) {
        Evidence evidence = to == Status.UP ? Evidence.OK : Evidence.REFUSED;
        return new RecordedEvent.StatusChanged(
                new Transition(at(seconds), observer, subject, from, to, evidence, null));
    }

    public RecordedEvent process(double seconds, Kind kind, NodeId node, long pid) {
        var reading = new ClockReading(WallMicros.of(at(seconds)) * 1_000, at(seconds));
        return new RecordedEvent.ProcessChanged(new ProcessEvent(kind, node, pid, reading));
    }

    public Gap gap(double from, double until, Gap.Reason reason, NodeId node) {
        return new Gap(reason, node, at(from), at(until), "");
    }

    /** A gap of the whole recording. */
    public Gap gap(double from, double until, Gap.Reason reason) {
        return new Gap(reason, null, at(from), at(until), "");
    }
}
