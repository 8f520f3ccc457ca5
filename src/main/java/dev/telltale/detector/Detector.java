package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Moment;

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

    /** The observer itself slept until now: the silence before is nobody's. Not called while the verdict is down. */
    void excuse(Moment now);

    /** The verdict and what time makes of it, if no more evidence comes. Immutable. */
    Outlook outlook();
}
