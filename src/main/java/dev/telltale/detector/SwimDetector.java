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
 * Suspicion with indirect probes (SWIM: Das, Gupta, Motivala, DSN 2002) and Lifeguard's timer (Dadgar, Phillips, Currey,
 * 2018). A failed attempt is first put to other nodes. Who reaches the peer clears it; who fails too confirms the
 * suspicion, and each confirmation shortens the time until the verdict. There is no gossip here: confirmations and
 * refutations come as the helpers' answers.
 */
public final class SwimDetector implements Detector {
    private static final int DELAY_SHARE = 20;

    private enum State {
        UNKNOWN,
        /** Heard for less than one interval: only silence counts. */
        NEW,
        UP,
        /** An attempt failed; helpers are to be asked or have not all answered. */
        PROBING,
        SUSPECT,
        LEFT
    }

    private final LocalHealth awareness;
    private final long timeoutNanos;
    private final long shortestNanos;
    private final long delayNanos;
    private final long patienceNanos;
    private final long settledNanos;

    private State state = State.UNKNOWN;
    private boolean isHeldDown;
    private long heardFirst;
    private long fromNanos;
    private @Nullable Long incarnation;
    private boolean wantsProbes;
    /** Not before: helpers try at once, so that each failure of theirs would make them ask us in turn, without end. */
    private long probesFromNanos;

    private int helpers;
    private int answers;
    private final List<NodeId> confirmedBy = new ArrayList<>();

    SwimDetector(HeartbeatSettings settings, LocalHealth awareness, ClockReading start) {
        this.awareness = awareness;
        timeoutNanos = settings.timeout().toNanos();
        shortestNanos = settings.interval().toNanos() / 2;
        delayNanos = settings.interval().toNanos() / DELAY_SHARE;
        patienceNanos = settings.probeDeadline().toNanos();
        settledNanos = Detectors.settledNanos(settings);
        fromNanos = start.nanos();
        probesFromNanos = fromNanos;
    }

    @Override
    public DetectorKind kind() {
        return DetectorKind.SWIM;
    }

    @Override
    public void take(Attempt attempt) {
        long nanos = attempt.ended().nanos();
        if (attempt.evidence() == Evidence.OK) {
            incarnation = attempt.incarnation();
            heard(nanos);
        } else if (state == State.UNKNOWN || isDown(nanos)) {
            // Nothing to suspect yet, or any more.
            return;
        } else if (attempt.evidence() == Evidence.LEFT) {
            state = State.LEFT;
            fromNanos = nanos;
        } else if (state != State.NEW) {
            if (state == State.UP) {
                state = State.PROBING;
                fromNanos = nanos;
            }
            wantsProbes = true;
        }
    }

    private void heard(long nanos) {
        if (state == State.UNKNOWN) {
            heardFirst = nanos;
            state = State.NEW;
        }
        if (state == State.NEW && nanos - heardFirst < settledNanos) {
            isHeldDown = false;
            fromNanos = nanos;
        } else {
            alive(nanos);
        }
    }

    private void alive(long nanos) {
        state = State.UP;
        isHeldDown = false;
        fromNanos = nanos;
        wantsProbes = false;
        confirmedBy.clear();
    }

    /** Nanoseconds from now until helpers should be asked; {@link VerdictSchedule#NEVER} if they need not. */
    public long nanosUntilProbes(long nowNanos) {
        if (!wantsProbes) {
            return VerdictSchedule.NEVER;
        }
        // A little patience: an attempt that failed at once may succeed at once.
        long delay = state == State.PROBING ? delayNanos - (nowNanos - fromNanos) : 0;
        return Math.max(0, Math.max(delay, probesFromNanos - nowNanos));
    }

    /** This many helpers are asked now; none if there are none. */
    public void probing(int count, ClockReading now) {
        settle(now.nanos());
        wantsProbes = false;
        probesFromNanos = now.nanos() + shortestNanos;
        helpers = count;
        answers = 0;
        if (count == 0 && state == State.PROBING) {
            suspect(now.nanos());
        }
    }

    /**
     * A helper answered, or its time is over.
     *
     * @param evidence how the helper's own attempt ended; null if the helper did not answer
     * @param heardIncarnation what the helper heard: an earlier life than the one known here proves nothing
     */
    public void indirect(
            NodeId helper, @Nullable Evidence evidence, @Nullable Long heardIncarnation, ClockReading now) {
        settle(now.nanos());
        if ((state != State.PROBING && state != State.SUSPECT) || isDown(now.nanos())) {
            return;
        }
        answers++;
        if (evidence == Evidence.OK) {
            if (!isEarlier(heardIncarnation)) {
                alive(now.nanos());
                return;
            }
        } else if (evidence != null && !confirmedBy.contains(helper)) {
            confirmedBy.add(helper);
        }
        if (state == State.PROBING && answers >= helpers) {
            suspect(now.nanos());
        }
    }

    private boolean isEarlier(@Nullable Long heard) {
        return heard != null && incarnation != null && heard < incarnation;
    }

    private void suspect(long nanos) {
        state = State.SUSPECT;
        fromNanos = nanos;
    }

    /** What time alone has made of the state. */
    private void settle(long nowNanos) {
        long patience = delayNanos + patienceNanos;
        if (state == State.PROBING && nowNanos - fromNanos >= patience) {
            suspect(fromNanos + patience);
        }
    }

    private boolean isDown(long nowNanos) {
        return outlook().statusAt(nowNanos) == Status.DOWN;
    }

    @Override
    public void restarted() {
        state = State.UNKNOWN;
        wantsProbes = false;
        confirmedBy.clear();
    }

    @Override
    public void late(long nanos, ClockReading now) {
        fromNanos = Detectors.without(nanos, fromNanos, now);
    }

    @Override
    public void hold(Status told) {
        isHeldDown = isHeldDown || told == Status.DOWN;
    }

    @Override
    public void excuse(ClockReading now) {
        if (state == State.UNKNOWN || state == State.NEW) {
            fromNanos = now.nanos();
        } else if (state != State.LEFT) {
            alive(now.nanos());
        }
    }

    @Override
    public VerdictSchedule outlook() {
        if (isHeldDown) {
            return new VerdictSchedule(
                    Status.DOWN,
                    fromNanos,
                    VerdictSchedule.NEVER,
                    VerdictSchedule.NEVER,
                    null,
                    List.copyOf(confirmedBy));
        }
        long patience = delayNanos + patienceNanos;
        long startNanos = timeoutNanos * awareness.patience();
        return switch (state) {
            case UNKNOWN -> VerdictSchedule.of(Status.UNKNOWN, fromNanos, VerdictSchedule.NEVER, startNanos);
            case NEW -> VerdictSchedule.of(Status.UP, fromNanos, VerdictSchedule.NEVER, startNanos);
            case UP -> VerdictSchedule.of(Status.UP, fromNanos, VerdictSchedule.NEVER, VerdictSchedule.NEVER);
            case PROBING -> VerdictSchedule.of(Status.UP, fromNanos, patience, patience + suspicionNanos());
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

    /** Lifeguard: from the longest time to the shortest with the logarithm of the confirmations. */
    private long suspicionNanos() {
        double share = helpers == 0 ? 0 : Math.log1p(Math.min(confirmedBy.size(), helpers)) / Math.log1p(helpers);
        long nanos = timeoutNanos - (long) ((timeoutNanos - shortestNanos) * share);
        return nanos * awareness.suspicion();
    }
}
