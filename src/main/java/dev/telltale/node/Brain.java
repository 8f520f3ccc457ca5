package dev.telltale.node;

import dev.telltale.detector.Awareness;
import dev.telltale.detector.Detector;
import dev.telltale.detector.Detectors;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
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
public final class Brain {
    private static final double MAX_JITTER = 0.1;

    private final NodeId self;
    private final long intervalNanos;
    private final long deadlineNanos;
    private final DetectionSettings detection;
    private final RandomGenerator random;
    private final List<Watched> peers = new ArrayList<>();
    private final Map<NodeId, Watched> byId = new HashMap<>();
    private final Agenda agenda;
    private final Awareness awareness = new Awareness();
    private final Lateness lateness;
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
    public record Step(
            List<Transition> transitions,
            List<VerdictChange> verdicts,
            List<NodeId> ask,
            List<Probe> probes,
            List<Answer> answers,
            long wakeInNanos,
            long lateNanos) {}

    /** @param kinds the deciding one among them: all, but in a simulation of sizes where each one counts */
    public Brain(
            NodeId self,
            List<Member> members,
            HeartbeatSettings settings,
            DetectionSettings detection,
            Collection<DetectorKind> kinds,
            RandomGenerator random,
            Moment start) {
        this.self = self;
        intervalNanos = settings.interval().toNanos();
        deadlineNanos = settings.deadline().toNanos();
        this.detection = detection;
        this.random = random;
        deciding = detection.deciding();
        agenda = new Agenda(members.size());
        lateness = new Lateness(settings, awareness, start.nanos());
        clock = new WallClock(start);
        for (Member member : members) {
            List<Detector> detectors = new ArrayList<>(kinds.size());
            for (DetectorKind kind : kinds) {
                detectors.add(Detectors.of(kind, settings, detection, awareness, start));
            }
            long flapNanos = detection.flapWindow().toNanos();
            var peer = new Watched(member, peers.size(), detectors, deciding, flapNanos, intervalNanos, start);
            agenda.put(peers.size(), start.nanos());
            peers.add(peer);
            byId.put(member.id(), peer);
        }
    }

    /** Takes in what happened, then derives every belief and plans the next heartbeats. */
    public Step tick(List<Signal> signals, Moment now) {
        tickLateNanos = lateness.tick(now.nanos(), signals);
        long lateNanos = lateness.isAsleep(tickLateNanos) ? tickLateNanos : 0;
        var step = new Step(
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
        for (Signal signal : signals) {
            Watched peer = takeIn(signal, now, step);
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
            peers.forEach(Watched::clockWasSet);
        }
        version += isClockSet || !step.transitions.isEmpty() || !step.verdicts.isEmpty() ? 1 : 0;
        long untilDue = agenda.isEmpty() ? Long.MAX_VALUE : agenda.firstNanos() - now.nanos();
        long wakeInNanos = Math.min(Math.min(intervalNanos, untilDue), lateness.nanosUntilRecovery(now.nanos()));
        lateness.wakeAt(now.nanos() + wakeInNanos);
        return new Step(step.transitions, step.verdicts, step.ask, step.probes, step.answers, wakeInNanos, lateNanos);
    }

    /** A change of what the observer holds of itself changes when each silence is too long. */
    private void adjustPatience(Moment now) {
        if (patience != awareness.patience()) {
            patience = awareness.patience();
            for (Watched peer : peers) {
                peer.look();
                agenda.put(peer.number, now.nanos());
            }
        }
    }

    /** The I/O thread owes us the end of an attempt: what it did not tell is not the peer's silence. */
    private boolean isOverdue(Watched peer, Moment now) {
        return lateness.isLate(peer.plan.overdueNanos(now, deadlineNanos));
    }

    private void handle(Watched peer, Moment now, Step step) {
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
    private List<NodeId> helpers(Watched subject) {
        List<NodeId> helpers = new ArrayList<>();
        int wanted = detection.indirectProbes();
        int first = peers.size() < 2 ? 0 : random.nextInt(peers.size());
        for (int i = 0; i < peers.size() && helpers.size() < wanted; i++) {
            Watched peer = peers.get((first + i) % peers.size());
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

    public Beliefs beliefs() {
        List<Belief> beliefs = new ArrayList<>(peers.size());
        peers.forEach(peer -> beliefs.add(peer.belief(clock)));
        return new Beliefs(version, deciding, lateness.lagNanos(), awareness.score(), beliefs);
    }

    /** The peer that the signal is about; null if it is about none, or about one that is not watched. */
    private @Nullable Watched takeIn(Signal signal, Moment now, Step step) {
        // Exhaustive by hand: Java 17 has no pattern switch. A name that is not watched changes nothing.
        if (signal instanceof Signal.Ended ended) {
            Watched peer = byId.get(ended.attempt().peer());
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
        if (signal instanceof Signal.Lost lost) {
            Watched peer = byId.get(lost.peer());
            if (peer != null) {
                peer.lost(now);
            }
            return peer;
        }
        if (signal instanceof Signal.Knocked knocked) {
            Watched peer = byId.get(knocked.peer());
            if (peer != null && peer.told() != Status.UP) {
                peer.plan.askSoon();
            }
            return peer;
        }
        if (signal instanceof Signal.Leaving leaving) {
            Watched peer = byId.get(leaving.peer());
            if (peer != null) {
                peer.plan.askSoon();
            }
            return peer;
        }
        if (signal instanceof Signal.ProbeAsked asked) {
            Watched peer = byId.get(asked.subject());
            if (peer != null) {
                peer.probeAsked(asked.ticket());
            }
            return peer;
        }
        if (signal instanceof Signal.Probed probed) {
            Watched peer = byId.get(probed.subject());
            if (peer != null) {
                if (probed.evidence() == null) {
                    awareness.unanswered();
                }
                peer.probed(probed, now);
            }
            return peer;
        }
        if (signal instanceof Signal.IoLate late) {
            lateness.doubt(late.nanos(), peers, now);
        } else {
            decide(((Signal.Decide) signal).detector());
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
