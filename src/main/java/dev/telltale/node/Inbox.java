package dev.telltale.node;

import dev.telltale.node.NodeEvent.AttemptCompleted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The way from the I/O threads to the node loop. Bounded: ends of attempts always fit, since each peer has at most one
 * in flight; all else, which strangers can cause (a knock, a broken connection), is dropped when the rest is full.
 */
public final class Inbox {
    private static final int ROOM_FOR_HINTS = 64;

    private final BlockingQueue<NodeEvent> queue;
    private final int roomForEnds;

    public Inbox(int peers) {
        roomForEnds = peers + 1;
        queue = new ArrayBlockingQueue<>(roomForEnds + ROOM_FOR_HINTS);
    }

    /** Any thread; never blocks. False if it was dropped. */
    public boolean put(NodeEvent signal) {
        if (!(signal instanceof AttemptCompleted) && queue.remainingCapacity() <= roomForEnds) {
            return false;
        }
        boolean accepted = queue.offer(signal);
        assert accepted || !(signal instanceof AttemptCompleted) : "more attempts ended than peers exist";
        return accepted;
    }

    /** Everything that is there, waiting up to the given time for the first. Only the node loop calls this. */
    List<NodeEvent> drain(long patienceNanos) throws InterruptedException {
        List<NodeEvent> signals = new ArrayList<>();
        NodeEvent first = queue.poll(patienceNanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            signals.add(first);
            queue.drainTo(signals);
        }
        return signals;
    }
}
