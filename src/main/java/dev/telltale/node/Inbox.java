package dev.telltale.node;

import dev.telltale.node.NodeEvent.AttemptCompleted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The event queue from the I/O threads to the node loop. Bounded: completed attempts always fit, since each peer has at
 * most one in flight. All other events, which unauthenticated clients can cause, are dropped when the rest is full.
 */
public final class Inbox {
    private static final int HINT_CAPACITY = 64;

    private final BlockingQueue<NodeEvent> queue;
    private final int attemptCapacity;

    /** An inbox for this number of peers. */
    public Inbox(int peers) {
        attemptCapacity = peers + 1;
        queue = new ArrayBlockingQueue<>(attemptCapacity + HINT_CAPACITY);
    }

    /** Adds an event; false if it was dropped. Any thread; never blocks. */
    public boolean put(NodeEvent event) {
        if (!(event instanceof AttemptCompleted) && queue.remainingCapacity() <= attemptCapacity) {
            return false;
        }
        boolean accepted = queue.offer(event);
        assert accepted || !(event instanceof AttemptCompleted) : "more attempts ended than peers exist";
        return accepted;
    }

    /** Removes and returns all events, after waiting up to the timeout for the first. Node loop only. */
    List<NodeEvent> drain(long timeoutNanos) throws InterruptedException {
        List<NodeEvent> events = new ArrayList<>();
        NodeEvent first = queue.poll(timeoutNanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            events.add(first);
            queue.drainTo(events);
        }
        return events;
    }
}
