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
import dev.telltale.time.ClockReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The logic of a node as a deterministic state machine, without clock, thread or socket. Input: events and the time.
 * Output: changes, requests to send, and the next wake-up. Confined to one thread; the simulation runs the same class.
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
    private final IndexedTimerQueue timers;
    private final LocalHealth localHealth = new LocalHealth();
    private final TickLag tickLag;
    private final WallClock clock;
    private int timeoutFactor = localHealth.timeoutFactor();
    /** The lag of the current tick; 0 within the tolerance. */
    private long tickLateNanos;

    private DetectorKind deciding;
    private long version = 1;

    /** @param kinds the detectors to run, the deciding one among them; all, except in large simulations */
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
        timers = new IndexedTimerQueue(members.size());
        tickLag = new TickLag(settings, localHealth, start.nanos());
        clock = new WallClock(start);
        for (Member member : members) {
            List<Detector> detectors = new ArrayList<>(kinds.size());
            for (DetectorKind kind : kinds) {
                detectors.add(Detectors.of(kind, settings, detection, localHealth, start));
            }
            long flapNanos = detection.flapWindow().toNanos();
            var peer = new MonitoredPeer(member, peers.size(), detectors, deciding, flapNanos, intervalNanos, start);
            timers.put(peers.size(), start.nanos());
            peers.add(peer);
            byId.put(member.id(), peer);
        }
    }

    /** Applies the events in their order, then updates all verdicts and schedules the next requests. */
    public TickResult tick(List<NodeEvent> events, ClockReading now) {
        tickLateNanos = tickLag.tick(now.nanos(), events);
        long pausedNanos = tickLag.isPause(tickLateNanos) ? tickLateNanos : 0;
        var result = new TickResult(
                new ArrayList<>(0),
                new ArrayList<>(0),
                new ArrayList<>(1),
                new ArrayList<>(0),
                new ArrayList<>(0),
                0,
                pausedNanos);
        if (pausedNanos > 0) {
            // Before the events, so that a heartbeat among them does not end a silence that the pause caused;
            // and after them, so that attempts that failed during the pause do not count.
            discardSilences(now);
        } else if (tickLateNanos > 0) {
            for (MonitoredPeer peer : peers) {
                peer.onLocalLag(tickLateNanos, now);
            }
        }
        updateTimeoutFactor(now);
        for (NodeEvent event : events) {
            MonitoredPeer peer = apply(event, now, result);
            if (peer == null || pausedNanos > 0) {
                continue;
            }
            if (isOverdue(peer, now)) {
                // The end of its attempt may be among the later events: read them before discarding its silence.
                timers.put(peer.number, now.nanos());
            } else {
                // After each event, so that every change carries the evidence that caused it.
                handle(peer, now, result);
            }
        }
        if (pausedNanos > 0) {
            discardSilences(now);
            for (MonitoredPeer peer : peers) {
                handle(peer, now, result);
            }
        }
        updateTimeoutFactor(now);
        while (!timers.isEmpty() && timers.firstNanos() - now.nanos() <= 0) {
            handle(peers.get(timers.first()), now, result);
            updateTimeoutFactor(now);
        }
        boolean isClockSet = clock.wasSet(now);
        if (isClockSet) {
            peers.forEach(MonitoredPeer::onClockSet);
        }
        version += isClockSet
                        || !result.transitions().isEmpty()
                        || !result.verdicts().isEmpty()
                ? 1
                : 0;
        long untilDue = timers.isEmpty() ? Long.MAX_VALUE : timers.firstNanos() - now.nanos();
        long wakeInNanos = Math.min(Math.min(intervalNanos, untilDue), tickLag.nanosUntilRecovery(now.nanos()));
        tickLag.wakeAt(now.nanos() + wakeInNanos);
        return new TickResult(
                result.transitions(),
                result.verdicts(),
                result.requests(),
                result.probes(),
                result.probeResponses(),
                wakeInNanos,
                pausedNanos);
    }

    /** Updates all peers if the local health has changed the timeouts. */
    private void updateTimeoutFactor(ClockReading now) {
        if (timeoutFactor != localHealth.timeoutFactor()) {
            timeoutFactor = localHealth.timeoutFactor();
            for (MonitoredPeer peer : peers) {
                peer.refresh();
                timers.put(peer.number, now.nanos());
            }
        }
    }

    /** Whether the end of an attempt is overdue: the I/O thread is late, so the silence is not the peer's. */
    private boolean isOverdue(MonitoredPeer peer, ClockReading now) {
        return tickLag.isIoPause(peer.schedule.overdueNanos(now, deadlineNanos));
    }

    private void handle(MonitoredPeer peer, ClockReading now, TickResult result) {
        if (isOverdue(peer, now)) {
            tickLag.onIoLag(peer.schedule.overdueNanos(now, deadlineNanos), List.of(peer), now);
        }
        if (peer.needsProbes(now)) {
            List<NodeId> helpers = helpers(peer);
            helpers.forEach(helper -> result.probes().add(new TickResult.Probe(helper, peer.id())));
            peer.onProbesSent(helpers.size(), now);
        }
        peer.publishChanges(self, now, result.verdicts()::add, result.transitions()::add);
        if (peer.schedule.isDue(now)) {
            peer.schedule.onRequest(now, jitteredIntervalNanos());
            result.requests().add(peer.id());
        }
        // At least 1 ns: everything that was due has been done.
        long until = Math.max(1, Math.min(intervalNanos, peer.nanosUntilDue(now)));
        timers.put(peer.number, now.nanos() + until);
    }

    /** Other peers that are up, from a random one on, up to the configured number. */
    private List<NodeId> helpers(MonitoredPeer subject) {
        List<NodeId> helpers = new ArrayList<>();
        int wanted = detection.indirectProbes();
        int first = peers.size() < 2 ? 0 : random.nextInt(peers.size());
        for (int i = 0; i < peers.size() && helpers.size() < wanted; i++) {
            MonitoredPeer peer = peers.get((first + i) % peers.size());
            if (peer != subject && peer.status() == Status.UP) {
                helpers.add(peer.id());
            }
        }
        return helpers;
    }

    /** The starvation of this process, which its heartbeats report. Any thread. */
    public Starvation starvation() {
        return tickLag.starvation();
    }

    /** An immutable copy of the current state. */
    public NodeSnapshot snapshot() {
        List<PeerSnapshot> snapshots = new ArrayList<>(peers.size());
        peers.forEach(peer -> snapshots.add(peer.snapshot(clock)));
        return new NodeSnapshot(version, deciding, tickLag.lagNanos(), localHealth.score(), snapshots);
    }

    /** Applies one event. Returns the peer that it concerns; null if none, or if that peer is not monitored. */
    private @Nullable MonitoredPeer apply(NodeEvent event, ClockReading now, TickResult result) {
        // Exhaustive by hand: Java 17 has no pattern switch. Names that are not monitored change nothing.
        if (event instanceof NodeEvent.AttemptCompleted ended) {
            MonitoredPeer peer = byId.get(ended.attempt().peer());
            if (peer != null) {
                Attempt attempt = ended.attempt();
                long overdueNanos = peer.schedule.overdueNanos(attempt.ended(), deadlineNanos);
                peer.onAttempt(
                        attempt,
                        tickLag.totalNanos(attempt.ended().nanos()),
                        ticket -> result.probeResponses().add(new TickResult.ProbeResponse(ticket, attempt)));
                if (attempt.evidence() == Evidence.OK) {
                    // It waited in the inbox while the loop was late: no newer heartbeat can have been applied.
                    peer.onLocalLag(tickLateNanos, now);
                }
                if (overdueNanos > tickLag.starvation().toleranceNanos()) {
                    tickLag.onIoLag(overdueNanos, List.of(peer), now);
                }
            }
            return peer;
        }
        if (event instanceof NodeEvent.ConnectionLost lost) {
            return applyTo(lost.peer(), peer -> peer.onConnectionLost(now));
        }
        if (event instanceof NodeEvent.HeartbeatRequested requested) {
            return applyTo(requested.peer(), MonitoredPeer::onHeartbeatRequested);
        }
        if (event instanceof NodeEvent.LeaveAnnounced announced) {
            return applyTo(announced.peer(), peer -> peer.schedule.requestSoon());
        }
        if (event instanceof NodeEvent.ProbeRequested requested) {
            return applyTo(requested.subject(), peer -> peer.onProbeRequested(requested.ticket()));
        }
        if (event instanceof NodeEvent.ProbeCompleted completed) {
            return applyTo(completed.subject(), peer -> {
                if (completed.evidence() == null) {
                    localHealth.addUnanswered();
                }
                peer.onProbeCompleted(completed, now);
            });
        }
        if (event instanceof NodeEvent.IoThreadLag late) {
            tickLag.onIoLag(late.nanos(), peers, now);
        } else {
            selectDetector(((NodeEvent.DetectorSelected) event).detector());
        }
        peers.forEach(peer -> handle(peer, now, result));
        return null;
    }

    // A loop, as wherever the node itself is late: the class of a lambda would be loaded just then, and make it later.
    private void discardSilences(ClockReading now) {
        for (MonitoredPeer peer : peers) {
            peer.onLocalPause(now);
        }
    }

    private @Nullable MonitoredPeer applyTo(NodeId id, Consumer<MonitoredPeer> change) {
        MonitoredPeer peer = byId.get(id);
        if (peer != null) {
            change.accept(peer);
        }
        return peer;
    }

    private void selectDetector(DetectorKind detector) {
        if (detector != deciding) {
            deciding = detector;
            version++;
            peers.forEach(peer -> peer.selectDetector(detector));
        }
    }

    /** Shorter than the interval, never longer, so that requests to different peers spread over time. */
    private long jitteredIntervalNanos() {
        return intervalNanos - (long) (intervalNanos * MAX_JITTER * random.nextDouble());
    }
}
