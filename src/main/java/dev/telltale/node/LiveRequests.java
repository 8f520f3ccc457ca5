package dev.telltale.node;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Status;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The plan of a running node: a request to each peer in every interval, and out of turn for a reason. At rest, requests
 * that the jitter permits are sent together, since one wake-up for several costs least.
 */
final class LiveRequests extends RequestPlan {
    /** A due request and those that join it, at most: more would wait for each other's responses. */
    static final int MAX_ROUND = 8;

    private static final double MAX_JITTER = 0.1;

    private final RandomGenerator random;

    LiveRequests(HeartbeatSettings settings, RandomGenerator random, ClockReading start) {
        super(settings.interval().toNanos(), start);
        this.random = random;
    }

    @Override
    long lateNanos(LagMonitor lagMonitor, List<NodeEvent> events, ClockReading now) {
        return lagMonitor.measure(now.nanos(), events);
    }

    @Override
    List<MonitoredPeer> first(ClockReading now) {
        return uncontacted();
    }

    @Override
    List<MonitoredPeer> request(MonitoredPeer due, boolean isAtRest, ClockReading now) {
        if (!due.schedule.isDue(now) || waitNanos(due, now) > 0) {
            return List.of();
        }
        long delayNanos = jitteredIntervalNanos();
        onRequest(due, delayNanos, now);
        List<MonitoredPeer> round = new ArrayList<>();
        round.add(due);
        long minNanos = intervalNanos - (long) (intervalNanos * MAX_JITTER);
        for (MonitoredPeer peer : isAtRest && due.isSteady() ? peers() : List.<MonitoredPeer>of()) {
            if (round.size() < MAX_ROUND && peer.isSteady() && peer.schedule.isOpen(now, minNanos)) {
                onRequest(peer, delayNanos, now);
                round.add(peer);
            }
        }
        return round;
    }

    /** Shorter than the interval, never longer, so that nodes do not synchronise. */
    private long jitteredIntervalNanos() {
        return intervalNanos - (long) (intervalNanos * MAX_JITTER * random.nextDouble());
    }

    @Override
    boolean needsProbes(MonitoredPeer peer, ClockReading now) {
        return peer.nanosUntilProbes(now) <= 0;
    }

    /** Probes by other peers that are up, from a random one on, up to the wanted number. */
    @Override
    List<TickResult.Probe> probes(MonitoredPeer subject, int wanted) {
        List<TickResult.Probe> probes = new ArrayList<>();
        List<MonitoredPeer> peers = peers();
        int first = peers.size() < 2 ? 0 : random.nextInt(peers.size());
        for (int i = 0; i < peers.size() && probes.size() < wanted; i++) {
            MonitoredPeer peer = peers.get((first + i) % peers.size());
            if (peer != subject && peer.status() == Status.UP) {
                probes.add(new TickResult.Probe(peer.id(), subject.id()));
            }
        }
        return probes;
    }

    @Override
    long nanosUntilDue(MonitoredPeer peer, ClockReading now) {
        long until = Math.min(peer.schedule.nanosUntilRequest(now), peer.nanosUntilChange(now));
        return Math.max(waitNanos(peer, now), Math.min(until, peer.nanosUntilProbes(now)));
    }
}
