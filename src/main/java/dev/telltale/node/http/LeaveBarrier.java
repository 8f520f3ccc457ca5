package dev.telltale.node.http;

import dev.telltale.model.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The short time between the decision to leave and the end, in which peers come to hear it from the node itself. */
final class LeaveBarrier {
    private static final long PATIENCE_MILLIS = 250;

    private final Set<String> untold = new HashSet<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean hasBegun;

    synchronized void begin(Collection<NodeId> peers) {
        peers.forEach(peer -> untold.add(peer.value()));
        hasBegun = true;
        if (untold.isEmpty()) {
            done.countDown();
        }
    }

    /** Any thread. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Somebody was answered that the node leaves. */
    synchronized void told(@Nullable String peer) {
        untold.remove(peer);
        if (untold.isEmpty()) {
            done.countDown();
        }
    }

    /** Until all have heard it, at most a quarter of a second: one that hangs keeps nobody here. */
    void await() {
        try {
            boolean unused = done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
