package dev.telltale.replay;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.trace.TraceHeader;
import java.time.Duration;

/** The settings of a replay. */
public record ReplaySettings(HeartbeatSettings heartbeat, DetectionSettings detection) {

    /** The settings with which the trace was recorded. */
    public static ReplaySettings of(TraceHeader header) {
        return new ReplaySettings(header.heartbeat(), header.detection());
    }

    /**
     * How many recorded intervals one interval has.
     *
     * @return 1 or more; 0 if it is not a multiple of the recorded one
     */
    int intervalMultiple(ReplaySettings recorded) {
        Duration unit = recorded.heartbeat.interval();
        Duration wished = heartbeat.interval();
        long multiple = wished.dividedBy(unit);
        return unit.multipliedBy(multiple).equals(wished) ? Math.toIntExact(multiple) : 0;
    }
}
