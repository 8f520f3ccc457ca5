package dev.telltale.sim;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was delivered to one observer about one subject, and what follows from it; independent of the observer's own
 * state.
 */
final class ExpectedPeerState {
    /** The last verdict of each detector. */
    final Map<DetectorKind, Status> verdicts = new EnumMap<>(DetectorKind.class);
    /** Virtual nanoseconds of the latest heartbeat, start or resumption of the observer. */
    long silentSince;
    /** The same before the current tick. */
    long silentBefore;

    long incarnation;
    long askedAt = -1;
    /** Whether something since the last request justifies an early one. */
    boolean mayAskEarly;

    int failures;
    boolean isConnectionLost;
    boolean wasRefused;
    boolean isConfirmedDown;

    // In the current tick only.
    boolean wasConfirmedDown;
    boolean hasLeft;
    boolean isFresh;
    /** An attempt outlasted its deadline, which only the observer can be to blame for. */
    boolean wasOverdue;

    boolean isNewIncarnation;

    ExpectedPeerState(long start) {
        silentSince = start;
        DetectorKind.ALL.forEach(kind -> verdicts.put(kind, Status.UNKNOWN));
    }

    boolean isDown(DetectorKind kind) {
        return verdicts.get(kind) == Status.DOWN;
    }

    /** @param lateNanos how late the observer's tick is, if that is more than ordinary; else 0 */
    void beginTick(long now, boolean wasPaused, long lateNanos) {
        if (!isDown(DetectorKind.TIMEOUT)) {
            silentSince = wasPaused ? now : Math.min(now, silentSince + lateNanos);
        }
        silentBefore = silentSince;
        wasConfirmedDown = false;
        hasLeft = false;
        isFresh = false;
        wasOverdue = false;
        isNewIncarnation = false;
    }

    /** The observer is to blame, and gives the peer its time again: all of it, or what was lost. */
    void onOverdue(long now, boolean isLong, long nanos) {
        wasOverdue = true;
        if (!isDown(DetectorKind.TIMEOUT)) {
            silentSince = isLong ? now : Math.min(now, silentSince + nanos);
        }
    }

    /** Another peer was heard for the first time: the cluster is starting. */
    void onNewPeer(long now) {
        if (incarnation == 0 && !isDown(DetectorKind.TIMEOUT)) {
            silentSince = now;
        }
    }

    void onAttempt(Attempt attempt, long now) {
        Long heard = attempt.incarnation();
        if (attempt.evidence() != Evidence.OK || heard == null) {
            onFailure(attempt.evidence());
        } else if (heard >= incarnation) {
            isNewIncarnation |= heard > incarnation && incarnation > 0;
            incarnation = heard;
            isFresh = true;
            silentSince = now;
            failures = 0;
            isConnectionLost = false;
            wasRefused = false;
            isConfirmedDown = false;
        }
    }

    private void onFailure(Evidence evidence) {
        failures++;
        boolean isRefused = evidence == Evidence.REFUSED;
        mayAskEarly |= isRefused || evidence == Evidence.RESET;
        hasLeft |= evidence == Evidence.LEFT;
        isConfirmedDown |= evidence == Evidence.LEFT || (isRefused && (isConnectionLost || wasRefused));
        wasConfirmedDown |= isConfirmedDown;
        wasRefused = isRefused;
        isConnectionLost |= evidence == Evidence.RESET;
    }
}
