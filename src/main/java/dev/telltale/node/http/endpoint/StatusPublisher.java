package dev.telltale.node.http.endpoint;

import dev.telltale.node.NodeSnapshot;
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
    private final BlockedResponses blocked;

    public StatusPublisher(NodeSnapshot first) {
        current = first;
        int peers = first.peers().size();
        // When a node ends, all others on its machine evaluate at the same time, and writing status reports, which
        // takes longer, must not compete for the processor. Grows with the square of the number of peers, since each
        // node reports all others: 0 ms for 3 nodes, 105 ms for 30.
        blocked =
                new BlockedResponses(MAX_WAITERS, Math.min(MAX_DELAY_MILLIS, peers * peers / PEERS_SQUARED_PER_MILLI));
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
            io.execute(() -> blocked.onNews(io));
        }
    }

    /**
     * Runs the response once: at once if the version differs, the wait is 0 or too many queries wait; else at the next
     * version or after the wait. I/O thread only.
     */
    public void await(long index, long waitMillis, XnioIoThread io, Runnable response) {
        blocked.await(() -> current.version() != index, waitMillis, io, response);
    }

    /** Completes all blocking queries, because the node leaves. I/O thread only. */
    public void close() {
        blocked.close();
    }
}
