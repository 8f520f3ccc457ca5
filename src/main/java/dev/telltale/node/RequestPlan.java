package dev.telltale.node;

import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Decides when a node requests heartbeats, and whom it asks for probes. The first requests to its peers are limited in
 * number: a node that contacts thirty peers at once, and is contacted by them, responds to none in time. While new peers
 * are heard, those that were never heard are not blamed for their silence: the cluster is starting. At rest, requests
 * that the jitter permits are sent together, since one wake-up for several costs least. Confined to the thread of the
 * state machine.
 */
final class RequestPlan {
    /** First requests in flight at most. */
    static final int MAX_FIRST = 4;
    /** A due request and those that join it, at most: more would wait for each other's responses. */
    static final int MAX_ROUND = 8;

    private static final double MAX_JITTER = 0.1;

    private final List<MonitoredPeer> peers;
    private final long intervalNanos;
    private final long waitUntilNanos;
    private final RandomGenerator random;
    private final BitSet contacted = new BitSet();
    private final BitSet firstInFlight = new BitSet();
    private final BitSet heard = new BitSet();

    /** @param peers all peers, each at the index that is its number; read on each call */
    RequestPlan(List<MonitoredPeer> peers, long intervalNanos, RandomGenerator random, ClockReading start) {
        this.peers = peers;
        this.intervalNanos = intervalNanos;
        this.random = random;
        // Peers that do not respond must not delay the first request to others for long.
        waitUntilNanos = start.nanos() + intervalNanos / 2;
    }

    void onRequest(MonitoredPeer peer) {
        if (!contacted.get(peer.number)) {
            contacted.set(peer.number);
            firstInFlight.set(peer.number);
        }
    }

    /** Records the end of an attempt; after the first heartbeat of a peer, the silence of unheard ones counts anew. */
    void onAttempt(MonitoredPeer peer, Evidence evidence, ClockReading now) {
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
    long waitNanos(MonitoredPeer peer, ClockReading now) {
        return contacted.get(peer.number) || firstInFlight.cardinality() < MAX_FIRST
                ? 0
                : Math.max(0, waitUntilNanos - now.nanos());
    }

    /** Peers that may get their first request now. */
    List<MonitoredPeer> first() {
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

    /** Steady peers whose requests the jitter permits together with one that is due; none if that peer is not steady. */
    List<MonitoredPeer> together(MonitoredPeer due, ClockReading now) {
        List<MonitoredPeer> round = new ArrayList<>();
        long minNanos = intervalNanos - (long) (intervalNanos * MAX_JITTER);
        for (MonitoredPeer peer : due.isSteady() ? peers : List.<MonitoredPeer>of()) {
            if (round.size() < MAX_ROUND - 1 && peer.isSteady() && peer.schedule.isOpen(now, minNanos)) {
                round.add(peer);
            }
        }
        return round;
    }

    /** Shorter than the interval, never longer, so that nodes do not synchronise. */
    long jitteredIntervalNanos() {
        return intervalNanos - (long) (intervalNanos * MAX_JITTER * random.nextDouble());
    }

    /** Probes of the subject by other peers that are up, from a random one on, up to the wanted number. */
    List<TickResult.Probe> probes(MonitoredPeer subject, int wanted) {
        List<TickResult.Probe> probes = new ArrayList<>();
        int first = peers.size() < 2 ? 0 : random.nextInt(peers.size());
        for (int i = 0; i < peers.size() && probes.size() < wanted; i++) {
            MonitoredPeer peer = peers.get((first + i) % peers.size());
            if (peer != subject && peer.status() == Status.UP) {
                probes.add(new TickResult.Probe(peer.id(), subject.id()));
            }
        }
        return probes;
    }
}
