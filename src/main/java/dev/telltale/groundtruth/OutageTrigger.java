package dev.telltale.groundtruth;

import dev.telltale.time.ClockReading;

/** What began an outage: an event of a process, or an injected fault. */
public sealed interface OutageTrigger permits ProcessEvent, FaultInterval {
    /** When it happened. */
    ClockReading began();

    /** Calls the method for its kind. */
    <R> R match(Cases<R> cases);

    /** One method for each kind. */
    interface Cases<R> {
        R process(ProcessEvent event);

        R fault(FaultInterval interval);
    }
}
