package dev.telltale.node;

import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what does not follow from the events of a tick: how late it is, whom it requests, and whom it asks for
 * probes. A running node plans ({@link LiveRequests}); a {@link ReplayedNode} repeats what was recorded.
 *
 * <p>The first requests to the peers are limited in number: a node that contacts thirty peers at once, and is contacted
 * by them, responds to none in time. While new peers are heard, those that were never heard are not blamed for their
 * silence: the cluster is starting. Confined to the thread of the state machine.
 */
abstract class RequestPlan {
    /** First requests in flight at most. */
    static final int MAX_FIRST = 4;

    final long intervalNanos;
    private final List<MonitoredPeer> peers = new ArrayList<>();
    private final Map<NodeId, MonitoredPeer> byId = new HashMap<>();
    private final long waitUntilNanos;
    private final BitSet contacted = new BitSet();
    private final BitSet firstInFlight = new BitSet();
    private final BitSet heard = new BitSet();

    RequestPlan(long intervalNanos, ClockReading start) {
        this.intervalNanos = intervalNanos;
        // Peers that do not respond must not delay the first request to others for long.
        waitUntilNanos = start.nanos() + intervalNanos / 2;
    }

    /** Adds a peer, whose number must be the number of peers so far. */
    final void add(MonitoredPeer peer) {
        peers.add(peer);
        byId.put(peer.id(), peer);
    }

    /** All peers, each at the index that is its number. */
    final List<MonitoredPeer> peers() {
        return peers;
    }

    /** The peer with this id; null if it is not monitored. */
    final @Nullable MonitoredPeer peer(NodeId id) {
        return byId.get(id);
    }

    /** How late a tick with these events is, in nanoseconds. */
    abstract long lateNanos(LagMonitor lagMonitor, List<NodeEvent> events, ClockReading now);

    /** Peers to look after in this tick although their timers may not be due. */
    abstract List<MonitoredPeer> first(ClockReading now);

    /**
     * Requests a heartbeat of the peer, if it is time to, and of others that join it.
     *
     * @param isAtRest whether others may join
     * @return the requested peers
     */
    abstract List<MonitoredPeer> request(MonitoredPeer peer, boolean isAtRest, ClockReading now);

    /** Whether helpers have to be asked now to probe the peer. */
    abstract boolean needsProbes(MonitoredPeer peer, ClockReading now);

    /** The probes of the subject to request now, about the wanted number of them. */
    abstract List<TickResult.Probe> probes(MonitoredPeer subject, int wanted);

    /** Nanoseconds until the peer must be looked after again, if no event arrives before. */
    abstract long nanosUntilDue(MonitoredPeer peer, ClockReading now);

    /** Records a request of the peer, whose next one is due after this delay. */
    final void onRequest(MonitoredPeer peer, long delayNanos, ClockReading now) {
        if (!contacted.get(peer.number)) {
            contacted.set(peer.number);
            firstInFlight.set(peer.number);
        }
        peer.schedule.onRequest(now, delayNanos);
    }

    /** Records the end of an attempt; after the first heartbeat of a peer, the silence of unheard ones counts anew. */
    final void onAttempt(MonitoredPeer peer, Evidence evidence, ClockReading now) {
        firstInFlight.clear(peer.number);
        if (evidence != Evidence.OK || heard.get(peer.number)) {
            return;
        }
        heard.set(peer.number);
        for (MonitoredPeer other : peers) {
            if (!heard.get(other.number)) {
                other.discardSilence(now);
            }
        }
    }

    /** How long the first request to the peer has to wait for others, in nanoseconds; 0 if it may be sent. */
    final long waitNanos(MonitoredPeer peer, ClockReading now) {
        return contacted.get(peer.number) || firstInFlight.cardinality() < MAX_FIRST
                ? 0
                : Math.max(0, waitUntilNanos - now.nanos());
    }

    /** Peers that may get their first request now. */
    final List<MonitoredPeer> uncontacted() {
        int next = contacted.nextClearBit(0);
        if (next >= peers.size()) {
            return List.of();
        }
        List<MonitoredPeer> first = new ArrayList<>();
        int left = MAX_FIRST - firstInFlight.cardinality();
        for (; next < peers.size() && first.size() < left; next = contacted.nextClearBit(next + 1)) {
            first.add(peers.get(next));
        }
        return first;
    }
}
