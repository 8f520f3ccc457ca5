package dev.telltale.node;

import dev.telltale.detector.Detector;
import dev.telltale.detector.Detectors;
import dev.telltale.detector.LocalHealth;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Everything a node thinks, without clock, thread or socket: hand it the signals that came in and the time, and it says
 * what changed, whom to ask and when to be woken. Confined to one thread; a simulation drives the same class.
 */
public final class NodeStateMachine {
    private static final double MAX_JITTER = 0.1;

    private final NodeId self;
    private final long intervalNanos;
    private final long deadlineNanos;
    private final DetectionSettings detection;
    private final RandomGenerator random;
    private final List<MonitoredPeer> peers = new ArrayList<>();
    private final Map<NodeId, MonitoredPeer> byId = new HashMap<>();
    private final IndexedTimerQueue agenda;
    private final LocalHealth awareness = new LocalHealth();
    private final TickLag lateness;
    private final WallClock clock;
    private int patience = awareness.patience();
    /** By how much the current tick is late, if that is more than ordinary. */
    private long tickLateNanos;

    private DetectorKind deciding;
    private long version = 1;

    /** A question to a helper about a subject. */
    public record Probe(NodeId helper, NodeId subject) {}

    /** What to tell him who asked with this ticket. */
    public record Answer(long ticket, Attempt attempt) {}

    /**
     * What a tick led to.
     *
     * @param transitions of the deciding detector: what is believed now
     * @param verdicts of all detectors
     * @param ask peers to ask for a heartbeat now
     * @param wakeInNanos when to tick again at the latest; never negative
     * @param lateNanos by how much the observer itself was late, if it was so late that it excuses its peers; else 0
     */
    public record TickResult(
            List<Transition> transitions,
            List<VerdictChange> verdicts,
            List<NodeId> ask,
            List<Probe> probes,
            List<Answer> answers,
            long wakeInNanos,
            long lateNanos) {}

    /** @param kinds the deciding one among them: all, but in a simulation of sizes where each one counts */
    public NodeStateMachine(
            NodeId self,
            List<Member> members,
            HeartbeatSettings settings,
            DetectionSettings detection,
            Collection<DetectorKind> kinds,
            RandomGenerator random,
            ClockReading start) {
        this.self = self;
        intervalNanos = settings.interval().toNanos();
        deadlineNanos = settings.deadline().toNanos();
        this.detection = detection;
        this.random = random;
        deciding = detection.deciding();
        agenda = new IndexedTimerQueue(members.size());
        lateness = new TickLag(settings, awareness, start.nanos());
        clock = new WallClock(start);
        for (Member member : members) {
            List<Detector> detectors = new ArrayList<>(kinds.size());
            for (DetectorKind kind : kinds) {
                detectors.add(Detectors.of(kind, settings, detection, awareness, start));
            }
            long flapNanos = detection.flapWindow().toNanos();
            var peer = new MonitoredPeer(member, peers.size(), detectors, deciding, flapNanos, intervalNanos, start);
            agenda.put(peers.size(), start.nanos());
            peers.add(peer);
            byId.put(member.id(), peer);
        }
    }

    /** Takes in what happened, then derives every belief and plans the next heartbeats. */
    public TickResult tick(List<NodeEvent> signals, ClockReading now) {
        tickLateNanos = lateness.tick(now.nanos(), signals);
        long lateNanos = lateness.isAsleep(tickLateNanos) ? tickLateNanos : 0;
        var step = new TickResult(
                new ArrayList<>(0),
                new ArrayList<>(0),
                new ArrayList<>(1),
                new ArrayList<>(0),
                new ArrayList<>(0),
                0,
                lateNanos);
        if (lateNanos > 0) {
            // Before the inbox, so that a heartbeat in it does not end a silence that was never the peer's;
            // and after it, so that what failed in the meantime counts for nothing.
            peers.forEach(peer -> peer.excuse(now));
        } else if (tickLateNanos > 0) {
            peers.forEach(peer -> peer.late(tickLateNanos, now));
        }
        adjustPatience(now);
        for (NodeEvent signal : signals) {
            MonitoredPeer peer = takeIn(signal, now, step);
            if (peer == null || lateNanos > 0) {
                continue;
            }
            if (isOverdue(peer, now)) {
                // Perhaps the end of its attempt is in the inbox too: all is read before anybody is excused.
                agenda.put(peer.number, now.nanos());
            } else {
                // Each by itself, so that every change bears the evidence that made it.
                handle(peer, now, step);
            }
        }
        if (lateNanos > 0) {
            peers.forEach(peer -> peer.excuse(now));
            peers.forEach(peer -> handle(peer, now, step));
        }
        adjustPatience(now);
        while (!agenda.isEmpty() && agenda.firstNanos() - now.nanos() <= 0) {
            handle(peers.get(agenda.first()), now, step);
            adjustPatience(now);
        }
        boolean isClockSet = clock.wasSet(now);
        if (isClockSet) {
            peers.forEach(MonitoredPeer::clockWasSet);
        }
        version += isClockSet || !step.transitions.isEmpty() || !step.verdicts.isEmpty() ? 1 : 0;
        long untilDue = agenda.isEmpty() ? Long.MAX_VALUE : agenda.firstNanos() - now.nanos();
        long wakeInNanos = Math.min(Math.min(intervalNanos, untilDue), lateness.nanosUntilRecovery(now.nanos()));
        lateness.wakeAt(now.nanos() + wakeInNanos);
        return new TickResult(
                step.transitions, step.verdicts, step.ask, step.probes, step.answers, wakeInNanos, lateNanos);
    }

    /** A change of what the observer holds of itself changes when each silence is too long. */
    private void adjustPatience(ClockReading now) {
        if (patience != awareness.patience()) {
            patience = awareness.patience();
            for (MonitoredPeer peer : peers) {
                peer.look();
                agenda.put(peer.number, now.nanos());
            }
        }
    }

    /** The I/O thread owes us the end of an attempt: what it did not tell is not the peer's silence. */
    private boolean isOverdue(MonitoredPeer peer, ClockReading now) {
        return lateness.isLate(peer.plan.overdueNanos(now, deadlineNanos));
    }

    private void handle(MonitoredPeer peer, ClockReading now, TickResult step) {
        if (isOverdue(peer, now)) {
            lateness.doubt(peer.plan.overdueNanos(now, deadlineNanos), List.of(peer), now);
        }
        if (peer.wantsProbes(now)) {
            List<NodeId> helpers = helpers(peer);
            helpers.forEach(helper -> step.probes.add(new Probe(helper, peer.id())));
            peer.probing(helpers.size(), now);
        }
        peer.settle(self, now, step.verdicts::add, step.transitions::add);
        if (peer.plan.isDue(now)) {
            peer.plan.asked(now, jitteredIntervalNanos());
            step.ask.add(peer.id());
        }
        // At least one nanosecond on: whatever is due was done.
        long until = Math.max(1, Math.min(intervalNanos, peer.nanosUntilDue(now)));
        agenda.put(peer.number, now.nanos() + until);
    }

    /** Other peers that are up, from a random one on, as many as the settings ask for. */
    private List<NodeId> helpers(MonitoredPeer subject) {
        List<NodeId> helpers = new ArrayList<>();
        int wanted = detection.indirectProbes();
        int first = peers.size() < 2 ? 0 : random.nextInt(peers.size());
        for (int i = 0; i < peers.size() && helpers.size() < wanted; i++) {
            MonitoredPeer peer = peers.get((first + i) % peers.size());
            if (peer != subject && peer.told() == Status.UP) {
                helpers.add(peer.id());
            }
        }
        return helpers;
    }

    /** What this node tells its peers of itself; any thread. */
    public Starvation starvation() {
        return lateness.starvation();
    }

    public NodeSnapshot beliefs() {
        List<PeerSnapshot> beliefs = new ArrayList<>(peers.size());
        peers.forEach(peer -> beliefs.add(peer.belief(clock)));
        return new NodeSnapshot(version, deciding, lateness.lagNanos(), awareness.score(), beliefs);
    }

    /** The peer that the signal is about; null if it is about none, or about one that is not watched. */
    private @Nullable MonitoredPeer takeIn(NodeEvent signal, ClockReading now, TickResult step) {
        // Exhaustive by hand: Java 17 has no pattern switch. A name that is not watched changes nothing.
        if (signal instanceof NodeEvent.AttemptCompleted ended) {
            MonitoredPeer peer = byId.get(ended.attempt().peer());
            if (peer != null) {
                Attempt attempt = ended.attempt();
                long overdueNanos = peer.plan.overdueNanos(attempt.ended(), deadlineNanos);
                peer.ended(
                        attempt,
                        lateness.totalNanos(attempt.ended().nanos()),
                        ticket -> step.answers.add(new Answer(ticket, attempt)));
                if (attempt.evidence() == Evidence.OK) {
                    // It lay in the inbox while the loop was late: its sender cannot have been heard since.
                    peer.late(tickLateNanos, now);
                }
                if (overdueNanos > lateness.starvation().toleranceNanos()) {
                    lateness.doubt(overdueNanos, List.of(peer), now);
                }
            }
            return peer;
        }
        if (signal instanceof NodeEvent.ConnectionLost lost) {
            MonitoredPeer peer = byId.get(lost.peer());
            if (peer != null) {
                peer.lost(now);
            }
            return peer;
        }
        if (signal instanceof NodeEvent.HeartbeatReceived knocked) {
            MonitoredPeer peer = byId.get(knocked.peer());
            if (peer != null && peer.told() != Status.UP) {
                peer.plan.askSoon();
            }
            return peer;
        }
        if (signal instanceof NodeEvent.Leaving leaving) {
            MonitoredPeer peer = byId.get(leaving.peer());
            if (peer != null) {
                peer.plan.askSoon();
            }
            return peer;
        }
        if (signal instanceof NodeEvent.ProbeAsked asked) {
            MonitoredPeer peer = byId.get(asked.subject());
            if (peer != null) {
                peer.probeAsked(asked.ticket());
            }
            return peer;
        }
        if (signal instanceof NodeEvent.Probed probed) {
            MonitoredPeer peer = byId.get(probed.subject());
            if (peer != null) {
                if (probed.evidence() == null) {
                    awareness.unanswered();
                }
                peer.probed(probed, now);
            }
            return peer;
        }
        if (signal instanceof NodeEvent.IoThreadLag late) {
            lateness.doubt(late.nanos(), peers, now);
        } else {
            decide(((NodeEvent.DetectorSelected) signal).detector());
        }
        peers.forEach(peer -> handle(peer, now, step));
        return null;
    }

    private void decide(DetectorKind detector) {
        if (detector != deciding) {
            deciding = detector;
            version++;
            peers.forEach(peer -> peer.decide(detector));
        }
    }

    /** Only ever earlier than the interval: so the promise "every interval" holds, and peers drift apart. */
    private long jitteredIntervalNanos() {
        return intervalNanos - (long) (intervalNanos * MAX_JITTER * random.nextDouble());
    }
}
