package dev.telltale.node.http;

import dev.telltale.model.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Delays the end of a leaving node until the peers that are up have received the leave in a response. Any thread. */
final class LeaveBarrier {
    private static final long TIMEOUT_MILLIS = 250;

    private final Set<String> remaining = new HashSet<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean hasBegun;

    /** Begins the leave; from now on heartbeat responses announce it. */
    synchronized void begin(Collection<NodeId> peers) {
        peers.forEach(peer -> remaining.add(peer.value()));
        hasBegun = true;
        if (remaining.isEmpty()) {
            done.countDown();
        }
    }

    boolean hasBegun() {
        return hasBegun;
    }

    /** Records that the leave was announced in a response to this peer. */
    synchronized void onAnnounced(@Nullable String peer) {
        remaining.remove(peer);
        if (remaining.isEmpty()) {
            done.countDown();
        }
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
