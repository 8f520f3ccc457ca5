package dev.telltale.node;

import dev.telltale.node.NodeEvent.AttemptCompleted;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The event queue from the I/O threads to the node loop. Bounded: completed attempts always fit, since each peer has at
 * most one in flight. All other events, which unauthenticated clients can cause, are dropped when the rest is full.
 */
public final class Inbox {
    private static final long MAX_ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int ROUNDS_PER_INTERVAL = 100;

    private static final int HINT_CAPACITY = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wakeUp = lock.newCondition();
    private final TimeSource clock;
    private final int attemptCapacity;
    private final long roundNanos;
    private List<NodeEvent> events = new ArrayList<>();
    /** Whether the loop must read the events before it wakes by itself. */
    private boolean isUrgent;
    /** When the sleeping loop wakes by itself, in nanoseconds of the clock. */
    private long wakesAtNanos;

    /** An inbox for this number of peers, of which each is requested once in the interval. */
    public Inbox(int peers, Duration interval, TimeSource clock) {
        attemptCapacity = peers + 1;
        roundNanos = roundNanos(interval);
        this.clock = clock;
        wakesAtNanos = clock.nanos();
    }

    /**
     * How long the loop waits for the responses to a round of requests, to read them together: a hundredth of the
     * interval, at most 20 ms, which is no lag of the loop.
     */
    public static long roundNanos(Duration interval) {
        return Math.min(MAX_ROUND_NANOS, interval.toNanos() / ROUNDS_PER_INTERVAL);
    }

    long roundNanos() {
        return roundNanos;
    }

    /** Adds an event and wakes the loop; false if the event was dropped. Any thread; never blocks. */
    public boolean put(NodeEvent event) {
        return put(event, false);
    }

    /**
     * Adds an attempt that says the same as the one before it: it does not wake a loop that wakes by itself within a
     * round. Any thread; never blocks.
     */
    public void putRepeated(AttemptCompleted event) {
        put(event, true);
    }

    private boolean put(NodeEvent event, boolean canWait) {
        lock.lock();
        try {
            boolean isAttempt = event.attempt() != null;
            if (events.size() >= (isAttempt ? HINT_CAPACITY + attemptCapacity : HINT_CAPACITY)) {
                assert !isAttempt : "more attempts ended than peers exist";
                return false;
            }
            events.add(event);
            if (!canWait || wakesAtNanos - clock.nanos() > roundNanos) {
                isUrgent = true;
                wakeUp.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes and returns all events, after waiting for an urgent one, at most for the timeout. Node loop only.
     */
    List<NodeEvent> drain(long timeoutNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            wakesAtNanos = clock.nanos() + timeoutNanos;
            isUrgent |= !events.isEmpty() && timeoutNanos > roundNanos;
            long left = timeoutNanos;
            while (!isUrgent && left > 0) {
                left = wakeUp.awaitNanos(left);
            }
            List<NodeEvent> drained = events;
            events = new ArrayList<>();
            isUrgent = false;
            return drained;
        } finally {
            lock.unlock();
        }
    }
}
