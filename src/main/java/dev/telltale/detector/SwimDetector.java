package dev.telltale.detector;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Suspicion with indirect probes (SWIM: Das, Gupta, Motivala, DSN 2002) and Lifeguard's suspicion timeout (Dadgar,
 * Phillips, Currey, 2018). After a failed attempt, other nodes (helpers) are asked to probe the peer. A helper that
 * reaches the peer refutes the suspicion; a helper that fails too confirms it, and each confirmation shortens the time
 * until down. Without gossip: confirmations and refutations are the helpers' responses.
 */
public final class SwimDetector implements Detector {
    private static final int DELAY_SHARE = 20;

    private enum State {
        UNKNOWN,
        /** Heard for less than one interval: failed attempts are ignored, only silence counts. */
        NEW,
        UP,
        /** An attempt failed; the helpers have not been asked yet, or not all of them have responded. */
        PROBING,
        SUSPECT,
        LEFT
    }

    private final LocalHealth localHealth;
    private final long timeoutNanos;
    private final long minSuspicionNanos;
    private final long delayNanos;
    private final long probeTimeoutNanos;
    private final long settlingNanos;

    private State state = State.UNKNOWN;
    private boolean isLatchedDown;
    private long firstHeardNanos;
    private long fromNanos;
    private @Nullable Long incarnation;
    private boolean needsProbes;
    /**
     * Earliest time of the next probes. Helpers probe at once, so their failures would trigger probes back, endlessly.
     */
    private long probesFromNanos;

    private int helpers;
    private int responses;
    private final List<NodeId> confirmedBy = new ArrayList<>();

    SwimDetector(HeartbeatSettings settings, LocalHealth localHealth, ClockReading start) {
        this.localHealth = localHealth;
        timeoutNanos = settings.timeout().toNanos();
        minSuspicionNanos = settings.interval().toNanos() / 2;
        delayNanos = settings.interval().toNanos() / DELAY_SHARE;
        probeTimeoutNanos = settings.probeDeadline().toNanos();
        settlingNanos = Detectors.settlingNanos(settings);
        fromNanos = start.nanos();
        probesFromNanos = fromNanos;
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.SWIM;
    }

    @Override
    public void onAttempt(Attempt attempt) {
        long nanos = attempt.ended().nanos();
        if (attempt.evidence() == Evidence.OK) {
            incarnation = attempt.incarnation();
            heard(nanos);
        } else if (state == State.UNKNOWN || isDown(nanos)) {
            // A peer that was never heard, or is down already, cannot become suspect.
            return;
        } else if (attempt.evidence() == Evidence.LEFT) {
            state = State.LEFT;
            fromNanos = nanos;
        } else if (state != State.NEW) {
            if (state == State.UP) {
                state = State.PROBING;
                fromNanos = nanos;
            }
            needsProbes = true;
        }
    }

    private void heard(long nanos) {
        if (state == State.UNKNOWN) {
            firstHeardNanos = nanos;
            state = State.NEW;
        }
        if (state == State.NEW && nanos - firstHeardNanos < settlingNanos) {
            isLatchedDown = false;
            fromNanos = nanos;
        } else {
            markUp(nanos);
        }
    }

    private void markUp(long nanos) {
        state = State.UP;
        isLatchedDown = false;
        fromNanos = nanos;
        needsProbes = false;
        confirmedBy.clear();
    }

    /** Nanoseconds from now until helpers must be asked, at least 0; {@link VerdictSchedule#NEVER} if they need not. */
    public long nanosUntilProbes(long nowNanos) {
        if (!needsProbes) {
            return VerdictSchedule.NEVER;
        }
        // Delayed, because an immediate retry of the observer itself may succeed.
        long delay = state == State.PROBING ? delayNanos - (nowNanos - fromNanos) : 0;
        return Math.max(0, Math.max(delay, probesFromNanos - nowNanos));
    }

    /** Records that probe requests were sent to this number of helpers; 0 if no helper is available. */
    public void onProbesSent(int count, ClockReading now) {
        advance(now.nanos());
        needsProbes = false;
        probesFromNanos = now.nanos() + minSuspicionNanos;
        helpers = count;
        responses = 0;
        if (count == 0 && state == State.PROBING) {
            markSuspect(now.nanos());
        }
    }

    /**
     * Records the response of a helper, or that none came within the probe deadline.
     *
     * @param evidence how the helper's own attempt ended; null if the helper did not respond
     * @param heardIncarnation the incarnation that the helper reached; an earlier one than known here is ignored
     */
    public void onProbeCompleted(
            NodeId helper, @Nullable Evidence evidence, @Nullable Long heardIncarnation, ClockReading now) {
        advance(now.nanos());
        if ((state != State.PROBING && state != State.SUSPECT) || isDown(now.nanos())) {
            return;
        }
        responses++;
        if (evidence == Evidence.OK) {
            if (!isEarlier(heardIncarnation)) {
                markUp(now.nanos());
                return;
            }
        } else if (evidence != null && !confirmedBy.contains(helper)) {
            confirmedBy.add(helper);
        }
        if (state == State.PROBING && responses >= helpers) {
            markSuspect(now.nanos());
        }
    }

    private boolean isEarlier(@Nullable Long heard) {
        return heard != null && incarnation != null && heard < incarnation;
    }

    private void markSuspect(long nanos) {
        state = State.SUSPECT;
        fromNanos = nanos;
    }

    /** Applies the transition from PROBING to SUSPECT if its time has passed. */
    private void advance(long nowNanos) {
        long probingNanos = delayNanos + probeTimeoutNanos;
        if (state == State.PROBING && nowNanos - fromNanos >= probingNanos) {
            markSuspect(fromNanos + probingNanos);
        }
    }

    private boolean isDown(long nowNanos) {
        return schedule().statusAt(nowNanos) == Status.DOWN;
    }

    @Override
    public void onNewIncarnation() {
        state = State.UNKNOWN;
        needsProbes = false;
        confirmedBy.clear();
    }

    @Override
    public void onLocalLag(long nanos, ClockReading now) {
        fromNanos = Detectors.withoutLag(nanos, fromNanos, now);
    }

    @Override
    public void latch(Status reported) {
        isLatchedDown = isLatchedDown || reported == Status.DOWN;
    }

    @Override
    public void onLocalPause(ClockReading now) {
        if (state == State.UNKNOWN || state == State.NEW) {
            fromNanos = now.nanos();
        } else if (state != State.LEFT) {
            markUp(now.nanos());
        }
    }

    @Override
    public VerdictSchedule schedule() {
        if (isLatchedDown) {
            return new VerdictSchedule(
                    Status.DOWN,
                    fromNanos,
                    VerdictSchedule.NEVER,
                    VerdictSchedule.NEVER,
                    null,
                    List.copyOf(confirmedBy));
        }
        long probingNanos = delayNanos + probeTimeoutNanos;
        long startNanos = timeoutNanos * localHealth.timeoutFactor();
        return switch (state) {
            case UNKNOWN -> VerdictSchedule.of(Status.UNKNOWN, fromNanos, VerdictSchedule.NEVER, startNanos);
            case NEW -> VerdictSchedule.of(Status.UP, fromNanos, VerdictSchedule.NEVER, startNanos);
            case UP -> VerdictSchedule.of(Status.UP, fromNanos, VerdictSchedule.NEVER, VerdictSchedule.NEVER);
            case PROBING -> VerdictSchedule.of(Status.UP, fromNanos, probingNanos, probingNanos + suspicionNanos());
            case SUSPECT ->
                new VerdictSchedule(
                        Status.SUSPECT,
                        fromNanos,
                        VerdictSchedule.NEVER,
                        suspicionNanos(),
                        null,
                        List.copyOf(confirmedBy));
            case LEFT -> VerdictSchedule.down(fromNanos);
        };
    }

    /** Lifeguard's suspicion timeout: falls from maximum to minimum with the logarithm of the confirmations. */
    private long suspicionNanos() {
        double share = helpers == 0 ? 0 : Math.log1p(Math.min(confirmedBy.size(), helpers)) / Math.log1p(helpers);
        long nanos = timeoutNanos - (long) ((timeoutNanos - minSuspicionNanos) * share);
        return nanos * localHealth.suspicionFactor();
    }
}
