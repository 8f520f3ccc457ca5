package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;

/**
 * A failure detector of one observer for one peer. All detectors of a peer receive the same evidence in the same order.
 * Confined to one thread. Reads no clock: every time is an argument.
 */
public interface Detector {
    DetectorKind kind();

    /** Records the result of an attempt. */
    void onAttempt(Attempt attempt);

    /** Records that the idle connection to the peer broke: weak evidence alone, definite together with a refusal. */
    default void onConnectionLost() {}

    /** Discards what was learnt from the previous incarnation. The first heartbeat of the new one follows. */
    default void onNewIncarnation() {}

    /** Discards the silence until {@code now}: the observer itself was paused. Not called while the verdict is down. */
    void onLocalPause(ClockReading now);

    /**
     * Subtracts the observer's own lag from the silence until {@code now}. Not called while the verdict is down.
     *
     * @param nanos for how long until {@code now} the observer was late
     */
    void onLocalLag(long nanos, ClockReading now);

    /**
     * Latches a reported verdict until the next heartbeat, even if the timeout grows in the meantime.
     *
     * @param reported suspect or down
     */
    void latch(Status reported);

    /** The current verdict and its changes if no more evidence arrives and the local health stays as it is. */
    VerdictSchedule schedule();
}
