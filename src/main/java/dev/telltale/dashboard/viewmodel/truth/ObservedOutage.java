package dev.telltale.dashboard.viewmodel.truth;

import dev.telltale.groundtruth.Outage;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.ClockReading;
import java.time.ZoneId;

/**
 * An outage of a node, for all observers or for one, with its cause in words.
 *
 * @param how what began it
 * @param what the same in words, after the name of the node: "killed", "cut", "was ended from outside by SIGKILL"
 * @param began on both clocks, for durations that are still counting
 */
public record ObservedOutage(How how, String what, ClockReading began, Outage outage) {
    /** What began an outage. */
    public enum How {
        /** The node was starting and not ready yet. */
        START,
        KILL,
        STOP,
        PAUSE,
        ENDED,
        FAULT
    }

    public boolean isFailure() {
        return how != How.START;
    }

    public boolean isOver() {
        return outage.until() != null;
    }

    /** The cause, for badge and timeline: "SIGKILL node2", "node2 paused", "node2 was ended from outside by SIGKILL". */
    public String description() {
        NodeId node = outage.node();
        return switch (how) {
            case KILL -> "SIGKILL " + node;
            case STOP -> "SIGTERM " + node;
            case START, PAUSE, ENDED, FAULT -> node + " " + what;
        };
    }

    /** Cause and beginning: "killed 14:03:21.480". */
    public String words(ZoneId zone) {
        return what + " " + DurationFormat.clock(outage.from(), zone);
    }

    ObservedOutage with(Outage other) {
        return new ObservedOutage(how, what, began, other);
    }
}
