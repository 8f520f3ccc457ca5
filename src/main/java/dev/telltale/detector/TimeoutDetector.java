package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;

/**
 * Both detectors whose last word is silence: {@link DetectorKind#TIMEOUT}, to which nothing else is down, and
 * {@link DetectorKind#EVIDENCE}, which believes definite evidence before. Missed attempts make suspect in both, as many
 * in a row as the failure threshold says; the way back takes as many heartbeats as the success threshold says.
 */
final class TimeoutDetector implements Detector {
    private final DetectorKind kind;
    private final long timeoutNanos;
    private final long settledNanos;
    private final int failureThreshold;
    private final int successThreshold;
    private final LocalHealth awareness;

    private boolean isHeard;
    private boolean isNew = true;
    private long heardFirst;
    private long silentSince;
    private int failures;
    private int successes;
    private boolean isTroubled;
    private boolean isBroken;
    private boolean wasRefused;
    private boolean isCondemned;
    private boolean isHeldDown;

    TimeoutDetector(
            DetectorKind kind,
            HeartbeatSettings settings,
            DetectionSettings detection,
            LocalHealth awareness,
            ClockReading start) {
        this.kind = kind;
        this.awareness = awareness;
        timeoutNanos = settings.timeout().toNanos();
        settledNanos = Detectors.settledNanos(settings);
        failureThreshold = detection.failureThreshold();
        successThreshold = detection.successThreshold();
        silentSince = start.nanos();
        successes = successThreshold;
    }

    @Override
    public DetectorKind kind() {
        return kind;
    }

    @Override
    public void take(Attempt attempt) {
        if (attempt.evidence() == Evidence.OK) {
            heard(attempt.ended().nanos());
        } else {
            failed(attempt.evidence());
        }
    }

    private void heard(long nanos) {
        boolean wasDown = isCondemned || (isHeard && (isHeldDown || nanos - silentSince >= timeoutNanos()));
        if (wasDown) {
            isTroubled = true;
            successes = 0;
        }
        successes = Math.min(successes + 1, successThreshold);
        isTroubled = isTroubled && successes < successThreshold;
        if (!isHeard) {
            heardFirst = nanos;
        }
        isHeard = true;
        isNew = isNew && nanos - heardFirst < settledNanos;
        silentSince = nanos;
        failures = 0;
        isBroken = false;
        wasRefused = false;
        isCondemned = false;
        isHeldDown = false;
    }

    private void failed(Evidence evidence) {
        successes = 0;
        failures++;
        isTroubled = isTroubled || (failures >= failureThreshold && !isNew);
        if (kind == DetectorKind.EVIDENCE) {
            boolean isRefused = evidence == Evidence.REFUSED;
            // Under load a living process may refuse once; one that broke its connection and refuses is gone.
            isCondemned = isCondemned || evidence == Evidence.LEFT || (isRefused && (isBroken || wasRefused));
            wasRefused = isRefused;
            isBroken = isBroken || evidence == Evidence.RESET;
        }
    }

    @Override
    public void lost() {
        isBroken = true;
    }

    @Override
    public void restarted() {
        isTroubled = false;
        isCondemned = false;
        isHeldDown = false;
        successes = successThreshold;
        // As one that was never heard, but for the silence before: that was of its earlier life.
        isNew = true;
        isHeard = false;
    }

    @Override
    public void excuse(ClockReading now) {
        silentSince = now.nanos();
    }

    @Override
    public void late(long nanos, ClockReading now) {
        silentSince = Detectors.without(nanos, silentSince, now);
    }

    @Override
    public void hold(Status told) {
        isHeldDown = isHeldDown || told == Status.DOWN;
    }

    private long timeoutNanos() {
        return timeoutNanos * awareness.patience();
    }

    @Override
    public VerdictSchedule outlook() {
        if (isHeldDown) {
            return VerdictSchedule.down(silentSince);
        }
        if (!isHeard) {
            // A peer that is not there yet is no failure: start-up has one timeout of grace.
            return VerdictSchedule.of(Status.UNKNOWN, silentSince, VerdictSchedule.NEVER, timeoutNanos());
        }
        if (isCondemned) {
            return VerdictSchedule.down(silentSince);
        }
        return VerdictSchedule.of(
                isTroubled ? Status.SUSPECT : Status.UP, silentSince, VerdictSchedule.NEVER, timeoutNanos());
    }
}
