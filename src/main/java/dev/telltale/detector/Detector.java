package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;

/**
 * Judges one peer of one observer. All detectors of a peer are fed the same evidence in the same order. Confined to one
 * thread; knows no clock: what time it is stands in the evidence.
 */
public interface Detector {
    DetectorKind kind();

    /** An attempt ended. */
    void take(Attempt attempt);

    /** The kept connection to the peer broke: a weak sign alone, a strong one together with a refusal. */
    default void lost() {}

    /** A new incarnation of the peer was heard, the first heartbeat of which follows: what was learnt of the old is void. */
    default void restarted() {}

    /** The observer itself slept until now: the silence before does not count. Not called while the verdict is down. */
    void excuse(ClockReading now);

    /**
     * The observer itself was late by so many nanoseconds until now: that part of the silence does not count. Not called
     * while the verdict is down.
     */
    void late(long nanos, ClockReading now);

    /** This was told, suspect or down: it gets no better until the peer is heard, also if the observer now grants more time. */
    void hold(Status told);

    /** The verdict and what time makes of it, if no more evidence comes and the observer stays as it is. Immutable. */
    VerdictSchedule outlook();
}
