package dev.telltale.sim;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import java.util.EnumMap;
import java.util.Map;

/** What was delivered to one observer about one subject, kept apart from what its brain makes of it. */
final class LaneTruth {
    /** Virtual nanoseconds of the last heartbeat, or of the observer's start or awakening, whichever is last. */
    long silentSince;
    /** The same before this tick. */
    long silentBefore;

    long heardLife;
    long askedAt = -1;
    /** Whether anything happened since the last question that is a reason to ask sooner. */
    boolean hasReason;

    int failed;
    boolean isBroken;
    boolean wasRefused;
    boolean isCondemned;

    // Of this tick alone.
    boolean hasConvicted;
    boolean hasLeft;
    boolean isFresh;
    boolean isNewLife;

    private final Map<DetectorKind, Status> told = new EnumMap<>(DetectorKind.class);

    LaneTruth(long start) {
        silentSince = start;
        for (DetectorKind kind : DetectorKind.ALL) {
            told.put(kind, Status.UNKNOWN);
        }
    }

    Status told(DetectorKind kind) {
        return told.getOrDefault(kind, Status.UNKNOWN);
    }

    void tell(DetectorKind kind, Status status) {
        told.put(kind, status);
    }

    void begin(long now, boolean wasAsleep) {
        if (wasAsleep && told(DetectorKind.TIMEOUT) != Status.DOWN) {
            silentSince = now;
        }
        silentBefore = silentSince;
        hasConvicted = false;
        hasLeft = false;
        isFresh = false;
        isNewLife = false;
    }

    void ended(Attempt attempt, long now) {
        Long life = attempt.incarnation();
        if (attempt.evidence() != Evidence.OK || life == null) {
            fail(attempt.evidence());
        } else if (life >= heardLife) {
            isNewLife |= life > heardLife && heardLife > 0;
            heardLife = life;
            isFresh = true;
            silentSince = now;
            failed = 0;
            isBroken = false;
            wasRefused = false;
            isCondemned = false;
        }
    }

    private void fail(Evidence evidence) {
        failed++;
        boolean isRefused = evidence == Evidence.REFUSED;
        hasReason |= isRefused || evidence == Evidence.RESET;
        hasLeft |= evidence == Evidence.LEFT;
        isCondemned = isCondemned || evidence == Evidence.LEFT || (isRefused && (isBroken || wasRefused));
        hasConvicted |= isCondemned;
        wasRefused = isRefused;
        isBroken = isBroken || evidence == Evidence.RESET;
    }
}
