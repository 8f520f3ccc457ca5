package dev.telltale.node.http.endpoint;

import dev.telltale.node.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * The latest snapshot of a node, and the blocking queries that wait for a newer one. The node loop publishes; queries
 * are added and completed on the I/O thread only, so that no change is missed between the check and the wait.
 */
public final class StatusPublisher {
    private static final int MAX_WAITERS = 64;
    private static final int MAX_DELAY_MILLIS = 200;
    private static final int PEERS_SQUARED_PER_MILLI = 8;

    private volatile NodeSnapshot current;
    private final List<Waiter> waiters = new ArrayList<>();
    /**
     * Delay before blocking queries complete. When a node ends, all others on its machine evaluate at the same time,
     * and writing status reports, which takes longer, must not compete for the processor. Grows with the square of the
     * number of peers, since each node reports all others: 0 ms for 3 nodes, 105 ms for 30.
     */
    private final int delayMillis;

    private boolean isScheduled;
    private boolean closed;

    public StatusPublisher(NodeSnapshot first) {
        current = first;
        int peers = first.peers().size();
        delayMillis = Math.min(MAX_DELAY_MILLIS, peers * peers / PEERS_SQUARED_PER_MILLI);
    }

    private static final class Waiter {
        private final long index;
        private final Runnable response;
        private XnioExecutor.Key timer;

        Waiter(long index, Runnable response, XnioExecutor.Key timer) {
            this.index = index;
            this.response = response;
            this.timer = timer;
        }
    }

    /** The latest snapshot. Any thread. */
    public NodeSnapshot current() {
        return current;
    }

    /** Replaces the snapshot, and completes the blocking queries if its version is new. Node loop only. */
    public void publish(NodeSnapshot snapshot, XnioIoThread io) {
        boolean isChanged = snapshot.version() != current.version();
        current = snapshot;
        if (isChanged) {
            io.execute(() -> scheduleCompletion(io));
        }
    }

    /** Changes that arrive during the delay are sent in the same responses. */
    private void scheduleCompletion(XnioIoThread io) {
        if (!isScheduled) {
            isScheduled = true;
            io.executeAfter(this::completeReady, delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Runs the response once: at once if the version differs, the wait is 0 or too many queries wait; else at the next
     * version or after the wait. I/O thread only.
     */
    public void await(long index, long waitMillis, XnioIoThread io, Runnable response) {
        if (current.version() != index || waitMillis <= 0 || closed || waiters.size() >= MAX_WAITERS) {
            response.run();
            return;
        }
        var waiter = new Waiter(index, response, () -> true);
        waiter.timer = io.executeAfter(
                () -> {
                    if (waiters.remove(waiter)) {
                        response.run();
                    }
                },
                waitMillis,
                TimeUnit.MILLISECONDS);
        waiters.add(waiter);
    }

    /** Completes all blocking queries, because the node leaves. I/O thread only. */
    public void close() {
        closed = true;
        List<Waiter> all = List.copyOf(waiters);
        waiters.clear();
        all.forEach(StatusPublisher::complete);
    }

    private void completeReady() {
        isScheduled = false;
        List<Waiter> ready = waiters.stream()
                .filter(waiter -> waiter.index != current.version())
                .toList();
        waiters.removeAll(ready);
        ready.forEach(StatusPublisher::complete);
    }

    private static void complete(Waiter waiter) {
        waiter.timer.remove();
        waiter.response.run();
    }
}
