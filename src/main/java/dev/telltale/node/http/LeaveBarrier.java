package dev.telltale.node.http;

import dev.telltale.model.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Delays the end of a leaving node until the peers that are up have received the leave in a response. A peer that leaves
 * at the same time needs none: it requests nothing any more. Any thread.
 */
final class LeaveBarrier {
    private static final long TIMEOUT_MILLIS = 250;

    private final Set<String> remaining = new HashSet<>();
    private final Set<NodeId> leavingPeers = new HashSet<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean hasBegun;

    /** Begins the leave; from now on heartbeat responses announce it. */
    synchronized void begin(Collection<NodeId> peers) {
        peers.stream().filter(peer -> !leavingPeers.contains(peer)).forEach(peer -> remaining.add(peer.value()));
        hasBegun = true;
        if (remaining.isEmpty()) {
            done.countDown();
        }
    }

    boolean hasBegun() {
        return hasBegun;
    }

    /** Records whether the peer announced its own leave with its newest request. */
    synchronized void onRequest(NodeId peer, boolean isLeaving) {
        if (isLeaving) {
            leavingPeers.add(peer);
        } else {
            leavingPeers.remove(peer);
        }
    }

    /** Records that the leave was announced in a response to this peer, or need not be announced to it. */
    synchronized void onAnnounced(@Nullable String peer) {
        remaining.remove(peer);
        if (remaining.isEmpty()) {
            done.countDown();
        }
    }

    /** Whether the leave has begun and all peers have received the announcement. */
    boolean isOver() {
        return done.getCount() == 0;
    }

    /** Waits until all peers have received the announcement, at most 250 ms, since a peer may hang. */
    void await() {
        try {
            boolean unused = done.await(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
