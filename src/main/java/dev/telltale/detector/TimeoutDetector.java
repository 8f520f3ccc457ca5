package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;

/**
 * A detector with a fixed timeout, of two kinds: {@link DetectorKind#TIMEOUT} reports down after a silence only;
 * {@link DetectorKind#EVIDENCE} also at once after definite evidence (a leave, or a refused connection after a broken
 * one). In both, consecutive failed attempts up to the failure threshold make a peer suspect, and consecutive
 * heartbeats up to the success threshold make it up again.
 */
final class TimeoutDetector implements Detector {
    private final DetectorKind kind;
    private final long timeoutNanos;
    private final long settlingNanos;
    private final int failureThreshold;
    private final int successThreshold;
    private final LocalHealth localHealth;

    private boolean isHeard;
    private boolean isNew = true;
    private long firstHeardNanos;
    private long silentSinceNanos;
    private int failures;
    private int successes;
    private boolean isSuspected;
    private boolean isConnectionLost;
    private boolean wasRefused;
    private boolean isConfirmedDown;
    private boolean isLatchedDown;

    TimeoutDetector(
            DetectorKind kind,
            HeartbeatSettings settings,
            DetectionSettings detection,
            LocalHealth localHealth,
            ClockReading start) {
        this.kind = kind;
        this.localHealth = localHealth;
        timeoutNanos = settings.timeout().toNanos();
        settlingNanos = Detectors.settlingNanos(settings);
        failureThreshold = detection.failureThreshold();
        successThreshold = detection.successThreshold();
        silentSinceNanos = start.nanos();
        successes = successThreshold;
    }

    @Override
    public DetectorKind kind() {
        return kind;
    }

    @Override
    public void onAttempt(Attempt attempt) {
        if (attempt.evidence() == Evidence.OK) {
            heard(attempt.ended().nanos());
        } else {
            failed(attempt.evidence());
        }
    }

    private void heard(long nanos) {
        boolean wasDown = isConfirmedDown || (isHeard && (isLatchedDown || nanos - silentSinceNanos >= timeoutNanos()));
        if (wasDown) {
            isSuspected = true;
            successes = 0;
        }
        successes = Math.min(successes + 1, successThreshold);
        isSuspected = isSuspected && successes < successThreshold;
        if (!isHeard) {
            firstHeardNanos = nanos;
        }
        isHeard = true;
        isNew = isNew && nanos - firstHeardNanos < settlingNanos;
        silentSinceNanos = nanos;
        failures = 0;
        isConnectionLost = false;
        wasRefused = false;
        isConfirmedDown = false;
        isLatchedDown = false;
    }

    private void failed(Evidence evidence) {
        successes = 0;
        failures++;
        isSuspected = isSuspected || (failures >= failureThreshold && !isNew);
        if (kind == DetectorKind.EVIDENCE) {
            boolean isRefused = evidence == Evidence.REFUSED;
            // Under load a running process may refuse once. A broken connection and a refusal mean that it has ended.
            isConfirmedDown =
                    isConfirmedDown || evidence == Evidence.LEFT || (isRefused && (isConnectionLost || wasRefused));
            wasRefused = isRefused;
            isConnectionLost = isConnectionLost || evidence == Evidence.RESET;
        }
    }

    @Override
    public void onConnectionLost() {
        isConnectionLost = true;
    }

    @Override
    public void onNewIncarnation() {
        isSuspected = false;
        isConfirmedDown = false;
        isLatchedDown = false;
        successes = successThreshold;
        // Treated as never heard, except that the silence before belonged to the previous incarnation.
        isNew = true;
        isHeard = false;
    }

    @Override
    public void onLocalPause(ClockReading now) {
        silentSinceNanos = now.nanos();
    }

    @Override
    public void onLocalLag(long nanos, ClockReading now) {
        silentSinceNanos = Detectors.withoutLag(nanos, silentSinceNanos, now);
    }

    @Override
    public void latch(Status reported) {
        isLatchedDown = isLatchedDown || reported == Status.DOWN;
    }

    private long timeoutNanos() {
        return timeoutNanos * localHealth.timeoutFactor();
    }

    @Override
    public VerdictSchedule schedule() {
        if (isLatchedDown) {
            return VerdictSchedule.down(silentSinceNanos);
        }
        if (!isHeard) {
            // Unknown and not suspect: a peer may start up to one timeout later than the observer.
            return VerdictSchedule.of(Status.UNKNOWN, silentSinceNanos, VerdictSchedule.NEVER, timeoutNanos());
        }
        if (isConfirmedDown) {
            return VerdictSchedule.down(silentSinceNanos);
        }
        return VerdictSchedule.of(
                isSuspected ? Status.SUSPECT : Status.UP, silentSinceNanos, VerdictSchedule.NEVER, timeoutNanos());
    }
}
