package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.quality.Outage;
import java.time.ZoneId;

/**
 * One time in which a node was out of service, for all or for one observer.
 *
 * @param how what began it
 * @param what the same in words, after the name of the node: "killed", "cut", "was ended from outside by SIGKILL"
 * @param began on both clocks, so that it can be counted on from
 */
record Absence(How how, String what, Moment began, Outage outage) {
    enum How {
        /** It was not there yet. */
        START,
        KILL,
        STOP,
        PAUSE,
        ENDED,
        FAULT
    }

    boolean isFailure() {
        return how != How.START;
    }

    boolean isOver() {
        return outage.until() != null;
    }

    /** What was done, for badge and timeline: "SIGKILL node2", "node2 paused", "node2 was ended from outside by SIGKILL". */
    String deed() {
        NodeId node = outage.node();
        return switch (how) {
            case KILL -> "SIGKILL " + node;
            case STOP -> "SIGTERM " + node;
            case START, PAUSE, ENDED, FAULT -> node + " " + what;
        };
    }

    /** "killed 14:03:21.480". */
    String words(ZoneId zone) {
        return what + " " + Ages.clock(outage.from(), zone);
    }

    Absence with(Outage other) {
        return new Absence(how, what, began, other);
    }
}
