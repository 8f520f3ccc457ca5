package dev.telltale.node;

import dev.telltale.detector.Detectors;
import dev.telltale.detector.LocalHealth;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.time.ClockReading;
import dev.telltale.time.IndexedTimerQueue;
import dev.telltale.time.WallClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The logic of a node as a deterministic state machine, without clock, thread or socket. Input: events and the time.
 * Output: changes, requests to send, and the next wake-up. Confined to one thread; the simulation runs the same class.
 */
public final class NodeStateMachine {
    private final NodeId self;
    private final long intervalNanos;
    private final long deadlineNanos;
    private final DetectionSettings detection;
    private final List<MonitoredPeer> peers;
    private final IndexedTimerQueue timers;
    private final RequestPlan plan;
    private final LocalHealth localHealth = new LocalHealth();
    private final LagMonitor lagMonitor;
    private final WallClock clock;
    int timeoutFactor = localHealth.timeoutFactor();
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
        this(self, members, settings, detection, kinds, start, new LiveRequests(settings, random, start));
    }

    /** @param plan of this state machine only */
    NodeStateMachine(
            NodeId self,
            List<Member> members,
            HeartbeatSettings settings,
            DetectionSettings detection,
            Collection<DetectorKind> kinds,
            ClockReading start,
            RequestPlan plan) {
        this.self = self;
        this.plan = plan;
        peers = plan.peers();
        intervalNanos = settings.interval().toNanos();
        deadlineNanos = settings.deadline().toNanos();
        this.detection = detection;
        timers = new IndexedTimerQueue(members.size());
        lagMonitor = new LagMonitor(settings, localHealth, start.nanos());
        clock = new WallClock(start);
        for (Member member : members) {
            var detectors = Detectors.of(kinds, settings, detection, localHealth, start);
            var peer = new MonitoredPeer(member, peers.size(), detectors, detection, intervalNanos, start);
            timers.put(peer.number, start.nanos());
            plan.add(peer);
        }
    }

    /** Applies the events in their order, then updates all verdicts and schedules the next requests. */
    public TickResult tick(List<NodeEvent> events, ClockReading now) {
        return new Tick(events, now).run(events);
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

    /** The starvation of this process, which its heartbeats report. Any thread. */
    public Starvation starvation() {
        return lagMonitor.starvation();
    }

    /** An immutable copy of the current state. */
    public NodeSnapshot snapshot() {
        List<PeerSnapshot> snapshots =
                peers.stream().map(peer -> peer.snapshot(clock)).toList();
        return new NodeSnapshot(version, detection.deciding(), lagMonitor.lagNanos(), localHealth.score(), snapshots);
    }

    /** One tick: applies its events and collects its output. */
    private final class Tick implements NodeEvent.Cases {
        private final ClockReading now;
        /** The lag of this tick; 0 within the tolerance. */
        private final long lateNanos;

        private final long pausedNanos;
        private boolean isIdle;
        private final List<Transition> transitions = new ArrayList<>(0);
        private final List<VerdictChange> verdicts = new ArrayList<>(0);
        private final List<NodeId> requests = new ArrayList<>(1);
        private final List<TickResult.Probe> probes = new ArrayList<>(0);
        private final List<TickResult.ProbeResponse> probeResponses = new ArrayList<>(0);

        Tick(List<NodeEvent> events, ClockReading now) {
            this.now = now;
            isIdle = events.isEmpty() && !lagMonitor.isStepDue(now.nanos());
            lateNanos = lagMonitor.tick(now.nanos(), plan.lateNanos(lagMonitor, events, now));
            pausedNanos = lagMonitor.isPause(lateNanos) ? lateNanos : 0;
        }

        TickResult run(List<NodeEvent> events) {
            if (pausedNanos > 0) {
                // Before the events, so that a heartbeat among them does not end a silence that the pause caused;
                // and after them, so that attempts that failed during the pause do not count.
                discardSilences();
            } else if (lateNanos > 0) {
                for (MonitoredPeer peer : peers) {
                    peer.onLocalLag(lateNanos, now);
                }
            }
            updateTimeoutFactor(now);
            for (NodeEvent event : events) {
                event.match(this);
            }
            if (pausedNanos > 0) {
                discardSilences();
                handleAll();
            }
            updateTimeoutFactor(now);
            for (MonitoredPeer peer : plan.first(now)) {
                handle(peer);
            }
            while (timers.nanosUntilFirst(now.nanos()) <= 0) {
                handle(peers.get(timers.first()));
                updateTimeoutFactor(now);
            }
            boolean isClockSet = clock.wasSet(now);
            if (isClockSet) {
                peers.forEach(MonitoredPeer::onClockSet);
            }
            version += isClockSet || !transitions.isEmpty() || !verdicts.isEmpty() ? 1 : 0;
            long untilDue = Math.min(timers.nanosUntilFirst(now.nanos()), lagMonitor.nanosUntilRecovery(now.nanos()));
            long wakeInNanos = Math.min(intervalNanos, untilDue);
            lagMonitor.wakeAt(now.nanos() + wakeInNanos);
            return new TickResult(
                    transitions,
                    verdicts,
                    requests,
                    probes,
                    probeResponses,
                    wakeInNanos,
                    lateNanos,
                    pausedNanos,
                    isIdle && lateNanos == 0 && !isClockSet);
        }

        // A loop: the class of a lambda would be loaded just when the node is late, and make it later.
        private void discardSilences() {
            for (MonitoredPeer peer : peers) {
                peer.discardSilence(now);
            }
        }

        private void handleAll() {
            for (MonitoredPeer peer : peers) {
                handle(peer);
            }
        }

        @Override
        public void attemptCompleted(NodeEvent.AttemptCompleted event) {
            Attempt attempt = event.attempt();
            MonitoredPeer peer = plan.peer(attempt.peer());
            if (peer == null) {
                return;
            }
            long overdueNanos = peer.schedule.overdueNanos(attempt.ended(), deadlineNanos);
            peer.onAttempt(attempt, lagMonitor.totalNanos(attempt.ended().nanos()), probeResponses);
            plan.onAttempt(peer, attempt.evidence(), now);
            if (attempt.evidence() == Evidence.OK) {
                // It waited in the inbox while the loop was late: no newer heartbeat can have been applied.
                peer.onLocalLag(lateNanos, now);
            }
            lagMonitor.onAttempt(overdueNanos, peer, now);
            afterEvent(peer);
        }

        @Override
        public void connectionLost(NodeEvent.ConnectionLost event) {
            MonitoredPeer peer = plan.peer(event.peer());
            if (peer != null) {
                peer.onConnectionLost(now);
                afterEvent(peer);
            }
        }

        @Override
        public void heartbeatRequested(NodeEvent.HeartbeatRequested event) {
            MonitoredPeer peer = plan.peer(event.peer());
            if (peer != null) {
                peer.onHeartbeatRequested();
                afterEvent(peer);
            }
        }

        @Override
        public void leaveAnnounced(NodeEvent.LeaveAnnounced event) {
            MonitoredPeer peer = plan.peer(event.peer());
            if (peer != null) {
                peer.schedule.onLeaveAnnounced();
                afterEvent(peer);
            }
        }

        @Override
        public void probeRequested(NodeEvent.ProbeRequested event) {
            MonitoredPeer peer = plan.peer(event.subject());
            if (peer != null) {
                peer.onProbeRequested(event.ticket());
                afterEvent(peer);
            }
        }

        @Override
        public void probeCompleted(NodeEvent.ProbeCompleted event) {
            MonitoredPeer peer = plan.peer(event.subject());
            if (peer != null) {
                if (event.evidence() == null) {
                    localHealth.addUnanswered();
                }
                peer.onProbeCompleted(event, now);
                afterEvent(peer);
            }
        }

        @Override
        public void ioThreadLag(NodeEvent.IoThreadLag event) {
            lagMonitor.onIoLag(event.nanos(), peers, now);
            handleAll();
        }

        /** Handles the peer that an event concerned, so that every change carries the evidence that caused it. */
        private void afterEvent(MonitoredPeer peer) {
            // The end of its attempt may be among the later events: read them before discarding its silence.
            if (pausedNanos == 0 && lagMonitor.isIoPause(peer.schedule.overdueNanos(now, deadlineNanos))) {
                timers.put(peer.number, now.nanos());
            } else if (pausedNanos == 0) {
                handle(peer);
            }
        }

        private void handle(MonitoredPeer peer) {
            isIdle = false;
            long overdueNanos = peer.schedule.overdueNanos(now, deadlineNanos);
            if (lagMonitor.isIoLag(overdueNanos) && !lagMonitor.isIoPause(overdueNanos)) {
                // Its attempt should have ended: decide when it has, or when the lag has become a pause.
                timers.put(peer.number, now.nanos() + lagMonitor.nanosUntilIoPause(overdueNanos));
                return;
            }
            if (lagMonitor.isIoPause(overdueNanos)) {
                // The end of its attempt is overdue: the I/O thread is late, so the silence is not the peer's.
                lagMonitor.onIoLag(overdueNanos, List.of(peer), now);
            }
            if (plan.needsProbes(peer, now)) {
                List<TickResult.Probe> sent = plan.probes(peer, detection.indirectProbes());
                probes.addAll(sent);
                peer.onProbesSent(sent.size(), now);
            }
            peer.publishChanges(self, now, verdicts, transitions);
            boolean isAtRest = requests.isEmpty() && localHealth.score() == 0;
            for (MonitoredPeer requested : plan.request(peer, isAtRest, now)) {
                requests.add(requested.id());
                schedule(requested);
            }
            schedule(peer);
        }

        private void schedule(MonitoredPeer peer) {
            // At least 1 ns: everything that was due has been done.
            long until = Math.max(1, Math.min(intervalNanos, plan.nanosUntilDue(peer, now)));
            timers.put(peer.number, now.nanos() + until);
        }
    }
}
