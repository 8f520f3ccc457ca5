package dev.telltale.node;

import dev.telltale.detector.LocalHealth;
import dev.telltale.model.Attempt;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.time.ClockReading;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Records the lag of the node loop and of the I/O thread, and derives the local health score from it. Subtracts a lag of
 * the I/O thread from the silence of the peers; the caller subtracts that of a tick. Node loop only, except
 * {@link #starvation()}.
 */
final class LagMonitor {
    /** A tick later than this means that the observer was paused. Busy machines stay below it. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A tick later than this lowers the local health, for every interval. */
    private static final long LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** An attempt always ends by its deadline, so a small excess proves that the observer is late. */
    private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final LocalHealth localHealth;
    private final Starvation starvation;
    /** Without the accept thread, which only serves other nodes. */
    private final Starvation asObserver;

    private final long roundNanos;
    private final long toleranceNanos;
    private final long pauseNanos;
    private final long windowNanos;
    private long windowEndNanos;
    private long maxNanos;
    private long previousMaxNanos;
    private long nextStepNanos;
    private boolean hadLag;

    LagMonitor(HeartbeatSettings settings, LocalHealth localHealth, long startNanos) {
        this.localHealth = localHealth;
        roundNanos = Inbox.roundNanos(settings.interval());
        // A quarter leaves time for attempts between the end of the pause and the timeout.
        pauseNanos = Math.min(PAUSE_NANOS, settings.timeout().toNanos() / 4);
        starvation = new Starvation(Math.min(LAG_NANOS, pauseNanos));
        asObserver = new Starvation(starvation.toleranceNanos());
        toleranceNanos = Math.min(OVERDUE_NANOS, pauseNanos);
        windowNanos = settings.timeout().toNanos();
        wakeAt(startNanos);
        windowEndNanos = startNanos + windowNanos;
        nextStepNanos = startNanos + stepNanos();
    }

    /** Time without lag that lowers the score by one: the maximum is cleared after one timeout. */
    private long stepNanos() {
        return windowNanos / LocalHealth.MAX_SCORE;
    }

    /**
     * Records a lag of the I/O thread.
     *
     * @param lateNanos more than the tolerance
     */
    private void record(long lateNanos, long nowNanos) {
        starvation.add(lateNanos, nowNanos);
        asObserver.add(lateNanos, nowNanos);
        maxNanos = Math.max(maxNanos, lateNanos);
        raiseScore(lateNanos);
    }

    /** Records how long an attempt outlasted its deadline, if that is a lag of the I/O thread. */
    void onAttempt(long overdueNanos, MonitoredPeer peer, ClockReading now) {
        if (isIoLag(overdueNanos)) {
            onIoLag(overdueNanos, List.of(peer), now);
        }
    }

    /** Records a lag of the I/O thread until {@code now}, and subtracts it from the silence of the peers concerned. */
    void onIoLag(long lateNanos, List<MonitoredPeer> concerned, ClockReading now) {
        record(lateNanos, now.nanos());
        for (MonitoredPeer peer : concerned) {
            if (isIoPause(lateNanos)) {
                peer.discardSilence(now);
            } else {
                peer.onLocalLag(lateNanos, now);
            }
        }
    }

    /** Raises the health score (higher is worse) so far that recovery takes at least as long as the lag. */
    private void raiseScore(long lateNanos) {
        hadLag = true;
        localHealth.addLag((int) Math.min(LocalHealth.MAX_SCORE, 1 + lateNanos / stepNanos()));
    }

    /** Whether an attempt that outlasts its deadline for so long proves that the I/O thread is late. */
    boolean isIoLag(long overdueNanos) {
        return overdueNanos > starvation.toleranceNanos();
    }

    /** Time after which such a lag is a pause; at least 1 ns. */
    long nanosUntilIoPause(long overdueNanos) {
        return Math.max(0, toleranceNanos - overdueNanos) + 1;
    }

    /** Whether a lag of the I/O thread is so large that the whole silence of the peers is discarded. */
    boolean isIoPause(long lateNanos) {
        return lateNanos > toleranceNanos;
    }

    Starvation starvation() {
        return starvation;
    }

    /** Total lag of the observer, in nanoseconds, from its start to this recent time. */
    long totalNanos(long atNanos) {
        return asObserver.totalNanos(atNanos);
    }

    void wakeAt(long nanos) {
        starvation.due(Starvation.Part.LOOP, nanos);
    }

    /**
     * Measures how late a tick is that starts now, in nanoseconds.
     *
     * @param events that waited for it
     */
    long measure(long nowNanos, List<NodeEvent> events) {
        return Math.max(waitedNanos(events, nowNanos), starvation.ran(Starvation.Part.LOOP, nowNanos));
    }

    /** Whether a tick now can lower the score, or ends a step in which it does not fall. */
    boolean isStepDue(long nowNanos) {
        return nowNanos - nextStepNanos >= 0;
    }

    /**
     * Records the start of a tick.
     *
     * @param late how late it is, in nanoseconds
     * @return the same; 0 if that is within the tolerance
     */
    long tick(long nowNanos, long late) {
        starvation.add(late, nowNanos);
        asObserver.add(late, nowNanos);
        if (nowNanos - windowEndNanos >= 0) {
            previousMaxNanos = nowNanos - windowEndNanos >= windowNanos ? 0 : maxNanos;
            maxNanos = 0;
            windowEndNanos = nowNanos + windowNanos;
        }
        maxNanos = Math.max(maxNanos, late);
        if (isPause(late)) {
            localHealth.saturate();
            hadLag = true;
        } else if (late > LAG_NANOS) {
            raiseScore(late);
        }
        recover(nowNanos);
        return late > starvation.toleranceNanos() ? late : 0;
    }

    /** Whether a tick with this lag means that the observer was paused. */
    boolean isPause(long lateNanos) {
        return lateNanos > pauseNanos;
    }

    /**
     * How long the oldest completed attempt waited in the inbox, if that is longer than a round: the loop may be late
     * even if no timer was due.
     */
    private long waitedNanos(List<NodeEvent> events, long nowNanos) {
        long waited = 0;
        for (NodeEvent event : events) {
            Attempt attempt = event.attempt();
            if (attempt != null) {
                waited = Math.max(waited, nowNanos - attempt.ended().nanos());
            }
        }
        return waited > roundNanos ? waited : 0;
    }

    private void recover(long nowNanos) {
        if (!isStepDue(nowNanos)) {
            return;
        }
        if (!hadLag) {
            // No lag since the last call, so each full step since then counts.
            for (long steps = (nowNanos - nextStepNanos) / stepNanos();
                    steps >= 0 && localHealth.score() > 0;
                    steps--) {
                localHealth.decrement();
            }
        }
        hadLag = false;
        nextStepNanos = nowNanos + stepNanos();
    }

    /** Nanoseconds until the score, and with it the timeouts, may fall; {@link Long#MAX_VALUE} if the score is 0. */
    long nanosUntilRecovery(long nowNanos) {
        return localHealth.score() == 0 ? Long.MAX_VALUE : Math.max(1, nextStepNanos - nowNanos);
    }

    /** Maximum lag within the last one to two timeouts, in nanoseconds. */
    long lagNanos() {
        return Math.max(maxNanos, previousMaxNanos);
    }
}
