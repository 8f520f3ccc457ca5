package dev.telltale.groundtruth;

import dev.telltale.time.ClockReading;
import java.time.Instant;

/** An outage and what began it. */
public record RecordedOutage(OutageTrigger trigger, Outage outage) {

    /** When it began, on both clocks, for durations that are still counting. */
    public ClockReading began() {
        return trigger.began();
    }

    public boolean isOver() {
        return outage.until() != null;
    }

    /** Whether an event of this kind began it. */
    public boolean isBegunBy(ProcessEvent.Kind kind) {
        return trigger instanceof ProcessEvent event && event.kind() == kind;
    }

    /** False for a node that is started for the first time and is not ready yet. */
    public boolean isFailure() {
        return !isBegunBy(ProcessEvent.Kind.START);
    }

    RecordedOutage endingAt(Instant end) {
        return new RecordedOutage(
                trigger, new Outage(outage.node(), outage.kind(), outage.from(), end, outage.observer()));
    }
}
