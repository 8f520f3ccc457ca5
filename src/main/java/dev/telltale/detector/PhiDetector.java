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
 * The phi accrual detector (Hayashibara et al., SRDS 2004) with what practice added in Pekko: a least deviation, an
 * acceptable pause, an estimate before the first interval, and long pauses kept out of the history. It looks at the times
 * of heartbeats only: a refused connection means nothing to it.
 */
final class PhiDetector implements Detector {
    /** Phi from which a peer is suspect: one heartbeat in ten comes later. */
    static final double SUSPECT_PHI = 1;

    private static final double MIN_DEVIATION_NANOS = 100e6;
    private static final double SUSPECT_DEVIATIONS = PhiCurve.deviations(SUSPECT_PHI);

    private final long intervalNanos;
    private final long timeoutNanos;
    private final double downDeviations;
    private final double leastDeviation;
    private final long pauseNanos;
    private final LocalHealth awareness;
    private ArrivalWindow intervals;
    private boolean isHeard;
    /** Whether the next interval would measure the observer's sleep, and not the peer. */
    private boolean skipsNext;

    private boolean hasLeft;
    /** The least that is held of a peer that was heard. */
    private Status held = Status.UP;

    private long fromNanos;

    PhiDetector(HeartbeatSettings settings, DetectionSettings detection, LocalHealth awareness, ClockReading start) {
        this.awareness = awareness;
        intervalNanos = settings.interval().toNanos();
        timeoutNanos = settings.timeout().toNanos();
        downDeviations = PhiCurve.deviations(detection.phiThreshold());
        pauseNanos = timeoutNanos / 2;
        // A least deviation that is fit for 2 s would blind a detector that beats every 100 ms.
        leastDeviation = Math.min(MIN_DEVIATION_NANOS, intervalNanos / 10.0);
        intervals = firstEstimate();
        fromNanos = start.nanos();
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.PHI;
    }

    @Override
    public void take(Attempt attempt) {
        if (attempt.evidence() == Evidence.LEFT && isHeard) {
            hasLeft = true;
        } else if (attempt.evidence() == Evidence.OK) {
            long nanos = attempt.ended().nanos();
            if (isHeard && !skipsNext && !hasLeft) {
                learn(nanos - fromNanos);
            }
            isHeard = true;
            skipsNext = false;
            hasLeft = false;
            held = Status.UP;
            fromNanos = nanos;
        }
    }

    /** An extra question is no beat, and a long silence is what is to be noticed, not what is to be learnt. */
    private void learn(long interval) {
        long usual = intervalNanos;
        if (interval >= usual / 2 && interval <= usual + pauseNanos) {
            intervals.add((double) interval);
        }
    }

    @Override
    public void restarted() {
        intervals = firstEstimate();
        skipsNext = true;
    }

    @Override
    public void excuse(ClockReading now) {
        fromNanos = now.nanos();
        skipsNext = true;
        held = Status.UP;
    }

    @Override
    public void late(long nanos, ClockReading now) {
        fromNanos = Detectors.without(nanos, fromNanos, now);
        skipsNext = true;
    }

    @Override
    public void hold(Status told) {
        held = held == Status.DOWN ? held : told;
    }

    /** Pekko's way to begin: two intervals a quarter beside the one that is set. */
    private ArrivalWindow firstEstimate() {
        var first = new ArrivalWindow();
        double interval = intervalNanos;
        first.add(interval * 0.75);
        first.add(interval * 1.25);
        return first;
    }

    @Override
    public VerdictSchedule outlook() {
        if (hasLeft) {
            return VerdictSchedule.down(fromNanos);
        }
        if (!isHeard) {
            return held == Status.DOWN
                    ? VerdictSchedule.down(fromNanos)
                    : VerdictSchedule.of(
                            Status.UNKNOWN, fromNanos, VerdictSchedule.NEVER, timeoutNanos * awareness.patience());
        }
        var curve = new PhiCurve(
                intervals.mean() + (double) pauseNanos * awareness.patience(),
                Math.max(leastDeviation, intervals.deviation()));
        return new VerdictSchedule(
                held,
                fromNanos,
                curve.silenceFor(SUSPECT_DEVIATIONS),
                curve.silenceFor(downDeviations),
                curve,
                List.of());
    }
}
