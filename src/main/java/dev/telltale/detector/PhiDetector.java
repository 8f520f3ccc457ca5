package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.util.List;

/**
 * The phi accrual failure detector (Hayashibara et al., SRDS 2004) with Pekko's additions: a minimum deviation, an
 * acceptable pause, an estimate before the first interval, and long pauses excluded from the window. It uses the
 * arrival times of heartbeats and the announcement of a leave, and ignores all other evidence.
 */
final class PhiDetector implements Detector {
    /** Phi from which a peer is suspect: one heartbeat in ten arrives later. */
    static final double SUSPECT_PHI = 1;

    private static final double MIN_DEVIATION_NANOS = 100e6;
    private static final double SUSPECT_DEVIATIONS = PhiCurve.deviations(SUSPECT_PHI);

    private final long intervalNanos;
    private final long timeoutNanos;
    private final double downDeviations;
    private final double minDeviationNanos;
    private final long pauseNanos;
    private final LocalHealth localHealth;
    private ArrivalWindow intervals;
    private boolean isHeard;
    /** Whether the next interval includes a pause of the observer or a restart, and must not be recorded. */
    private boolean skipsNextInterval;

    private boolean hasLeft;
    /** The latched verdict; up if none is. */
    private Status latched = Status.UP;

    private long fromNanos;

    PhiDetector(HeartbeatSettings settings, DetectionSettings detection, LocalHealth localHealth, ClockReading start) {
        this.localHealth = localHealth;
        intervalNanos = settings.interval().toNanos();
        timeoutNanos = settings.timeout().toNanos();
        downDeviations = PhiCurve.deviations(detection.phiThreshold());
        pauseNanos = timeoutNanos / 2;
        // A minimum that suits an interval of 2 s would be too large for one of 100 ms.
        minDeviationNanos = Math.min(MIN_DEVIATION_NANOS, intervalNanos / 10.0);
        intervals = firstEstimate();
        fromNanos = start.nanos();
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.PHI;
    }

    @Override
    public void onAttempt(Attempt attempt) {
        if (attempt.evidence() == Evidence.LEFT && isHeard) {
            hasLeft = true;
        } else if (attempt.evidence() == Evidence.OK) {
            long nanos = attempt.ended().nanos();
            if (isHeard && !skipsNextInterval && !hasLeft) {
                record(nanos - fromNanos);
            }
            isHeard = true;
            skipsNextInterval = false;
            hasLeft = false;
            latched = Status.UP;
            fromNanos = nanos;
        }
    }

    /** Excludes out-of-turn heartbeats, and long silences, which must be detected and not learnt. */
    private void record(long interval) {
        if (interval >= intervalNanos / 2 && interval <= intervalNanos + pauseNanos) {
            intervals.add((double) interval);
        }
    }

    @Override
    public void onNewIncarnation() {
        intervals = firstEstimate();
        skipsNextInterval = true;
    }

    @Override
    public void onLocalPause(ClockReading now) {
        fromNanos = now.nanos();
        skipsNextInterval = true;
        latched = Status.UP;
    }

    @Override
    public void onLocalLag(long nanos, ClockReading now) {
        fromNanos = Detectors.withoutLag(nanos, fromNanos, now);
        skipsNextInterval = true;
    }

    @Override
    public void latch(Status reported) {
        latched = latched == Status.DOWN ? latched : reported;
    }

    /** Pekko's initial estimate: two samples, a quarter below and above the configured interval. */
    private ArrivalWindow firstEstimate() {
        var first = new ArrivalWindow();
        double interval = intervalNanos;
        first.add(interval * 0.75);
        first.add(interval * 1.25);
        return first;
    }

    @Override
    public VerdictSchedule schedule() {
        if (hasLeft) {
            return VerdictSchedule.down(fromNanos);
        }
        if (!isHeard) {
            return latched == Status.DOWN
                    ? VerdictSchedule.down(fromNanos)
                    : VerdictSchedule.of(
                            Status.UNKNOWN,
                            fromNanos,
                            VerdictSchedule.NEVER,
                            timeoutNanos * localHealth.timeoutFactor());
        }
        var curve = new PhiCurve(
                intervals.mean() + (double) pauseNanos * localHealth.timeoutFactor(),
                Math.max(minDeviationNanos, intervals.deviation()));
        return new VerdictSchedule(
                latched,
                fromNanos,
                curve.silenceFor(SUSPECT_DEVIATIONS),
                curve.silenceFor(downDeviations),
                curve,
                List.of());
    }
}
