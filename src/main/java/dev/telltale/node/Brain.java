package dev.telltale.node;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Everything a node thinks, without clock, thread or socket: hand it the signals that came in and the time, and it says
 * what changed, whom to ask and when to be woken. Confined to one thread; a simulation drives the same class.
 */
public final class Brain {
    /** A wake-up later than this means that the observer slept, not the others. Busy machines stay below it. */
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final double LARGEST_JITTER = 0.1;

    private final NodeId self;
    private final HeartbeatSettings settings;
    private final RandomGenerator random;
    private final Map<NodeId, Watched> peers = new LinkedHashMap<>();
    private final long toleranceNanos;
    private long version = 1;
    private long wakeAtNanos;

    /**
     * What a tick led to.
     *
     * @param ask peers to ask for a heartbeat now
     * @param wakeInNanos when to tick again at the latest; never negative
     * @param lateNanos by how much the observer itself was late, if it was so late that it excuses its peers; else 0
     */
    public record Step(List<Transition> transitions, List<NodeId> ask, long wakeInNanos, long lateNanos) {}

    public Brain(NodeId self, List<Member> peers, HeartbeatSettings settings, RandomGenerator random, Moment start) {
        this.self = self;
        this.settings = settings;
        this.random = random;
        for (Member peer : peers) {
            this.peers.put(peer.id(), new Watched(peer, settings, start));
        }
        toleranceNanos = Math.min(LATE_NANOS, settings.timeout().toNanos() / 4);
        wakeAtNanos = start.nanos();
    }

    /** Takes in what happened, then derives every belief and plans the next heartbeats. */
    public Step tick(List<Signal> signals, Moment now) {
        long lateNanos = now.nanos() - wakeAtNanos;
        boolean isLate = lateNanos > toleranceNanos;
        signals.forEach(signal -> takeIn(signal, now));
        if (isLate) {
            // After the signals: an answer that lay in the inbox bears an old time, from which silence would count.
            peers.values().forEach(peer -> peer.excuse(now));
        }

        List<Transition> transitions = new ArrayList<>();
        List<NodeId> ask = new ArrayList<>();
        long wakeInNanos = settings.interval().toNanos();
        for (Watched peer : peers.values()) {
            Transition change = peer.change(self, now);
            if (change != null) {
                transitions.add(change);
                version++;
            }
            if (peer.isDue(now)) {
                peer.asked(now, jitteredIntervalNanos());
                ask.add(peer.member.id());
            }
            wakeInNanos = Math.min(wakeInNanos, Math.max(0, peer.nanosUntilDue(now)));
        }
        wakeAtNanos = now.nanos() + wakeInNanos;
        return new Step(transitions, ask, wakeInNanos, isLate ? lateNanos : 0);
    }

    public Beliefs beliefs() {
        List<PeerReport> reports = new ArrayList<>(peers.size());
        for (Watched peer : peers.values()) {
            reports.add(peer.report());
        }
        return new Beliefs(version, reports);
    }

    private void takeIn(Signal signal, Moment now) {
        // Exhaustive by hand: Java 17 has no pattern switch. A name that is not watched changes nothing.
        if (signal instanceof Signal.Ended ended) {
            Watched peer = peers.get(ended.attempt().peer());
            if (peer != null) {
                peer.ended(ended.attempt());
            }
        } else if (signal instanceof Signal.Lost lost && peers.containsKey(lost.peer())) {
            peers.get(lost.peer()).lost(now);
        } else if (signal instanceof Signal.Knocked knocked && peers.containsKey(knocked.peer())) {
            peers.get(knocked.peer()).knocked();
        }
    }

    /** Only ever earlier than the interval: so the promise "every interval" holds, and peers drift apart. */
    private long jitteredIntervalNanos() {
        long interval = settings.interval().toNanos();
        return interval - (long) (interval * LARGEST_JITTER * random.nextDouble());
    }
}
