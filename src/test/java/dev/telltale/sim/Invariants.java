package dev.telltale.sim;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.sim.VirtualCluster.ProcessState;
import dev.telltale.time.ClockReading;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Checks every verdict and request of every node against what was delivered to it and against the ground truth. */
final class Invariants implements SimulationObserver {
    private static final long LATE_NANOS = 100_000_000;

    private final SimulatedCluster cluster;
    private final SimulationSettings settings;
    private final ExpectedEvidence expected;
    private final ExpectedPeerState[][] peers;
    private final long[] nextWake;
    /** Until when each node, since it was late itself, may give its peers more than the timeout. */
    private final long[] patientUntil;

    private final long timeoutNanos;
    private final long intervalNanos;
    private final long pauseNanos;
    private final long overdueNanos;
    /** Between the ends of two attempts at most, also when the first waits for a hung process. */
    private final long attemptNanos;
    /** After that long without a disturbance a peer must not be called down. */
    private final long settledNanos;
    /** After that long without a disturbance a peer must be up. */
    private final long healedNanos;

    Invariants(SimulationSettings settings, long clockStart) {
        this.settings = settings;
        cluster = new SimulatedCluster(settings, clockStart, this);
        expected = new ExpectedEvidence(cluster);
        peers = new ExpectedPeerState[settings.nodes()][];
        nextWake = new long[settings.nodes()];
        patientUntil = new long[settings.nodes()];
        timeoutNanos = settings.heartbeat().timeout().toNanos();
        intervalNanos = settings.heartbeat().interval().toNanos();
        pauseNanos = Math.min(1_000_000_000, timeoutNanos / 4);
        overdueNanos = Math.min(250_000_000, pauseNanos);
        attemptNanos = intervalNanos + settings.heartbeat().deadline().toNanos();
        settledNanos = 2 * (timeoutNanos + intervalNanos);
        healedNanos = (1 + settings.detection().successThreshold()) * intervalNanos;
    }

    SimulatedCluster cluster() {
        return cluster;
    }

    /** To be called after each change of the faults. */
    void faultsChanged() {
        expected.update();
    }

    ExpectedPeerState peer(int observer, int subject) {
        return peers[observer][cluster.ring().slot(observer, subject)];
    }

    private ExpectedPeerState peer(int observer, NodeId subject) {
        return peer(observer, SimulatedNode.index(subject));
    }

    @Override
    public void started(int node, ClockReading at) {
        peers[node] = new ExpectedPeerState[settings.observers()];
        Arrays.setAll(peers[node], slot -> new ExpectedPeerState(cluster.now()));
        nextWake[node] = cluster.now();
        patientUntil[node] = cluster.now();
    }

    @Override
    public void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult step) {
        long now = cluster.now();
        long sinceDue = now - nextWake[node];
        long lateNanos = sinceDue > LATE_NANOS ? sinceDue : 0;
        noteLateness(node, lateNanos);
        boolean wasPaused = sinceDue > pauseNanos;
        nextWake[node] = now + step.wakeInNanos();
        require(wasPaused == step.pausedNanos() > 0, "reports its own pause exactly if there was one", id(node));
        for (ExpectedPeerState peer : peers[node]) {
            peer.beginTick(now, wasPaused, lateNanos);
        }
        events.forEach(event -> deliver(node, event, now));
        step.verdicts().forEach(change -> checkVerdict(node, change, now, wasPaused));
        for (Transition change : step.transitions()) {
            boolean isRestart = !change.returned().isRestart() || peer(node, change.subject()).isNewIncarnation;
            require(isRestart, "reports a restart without a new incarnation", change);
        }
        step.requests().forEach(subject -> checkRequest(node, subject, now, events.size() > 1));
    }

    /** A node recovers within a timeout, in eight steps; and a step in which it was late does not count. */
    private void noteLateness(int node, long lateNanos) {
        long now = cluster.now();
        if (lateNanos > 0) {
            long step = timeoutNanos / 8;
            long steps = lateNanos > pauseNanos ? 8 : Math.min(8, 1 + lateNanos / step);
            // One more, in which an attempt that has not ended yet is found overdue.
            long worst = now + 10 * step;
            patientUntil[node] = Math.min(worst, Math.max(patientUntil[node], now) + (2 + steps) * step);
        }
    }

    private void deliver(int node, NodeEvent event, long now) {
        if (event instanceof NodeEvent.AttemptCompleted ended) {
            checkEvidence(node, ended.attempt());
            long overdue = ended.attempt()
                    .took()
                    .minus(settings.heartbeat().deadline())
                    .toNanos();
            if (overdue > LATE_NANOS) {
                noteLateness(node, overdue);
                peer(node, ended.attempt().peer()).onOverdue(now, overdue > overdueNanos, overdue);
            }
            ExpectedPeerState heard = peer(node, ended.attempt().peer());
            boolean wasUnheard = heard.incarnation == 0;
            heard.onAttempt(ended.attempt(), now);
            if (wasUnheard && heard.incarnation > 0) {
                for (ExpectedPeerState other : peers[node]) {
                    other.onNewPeer(now);
                }
            }
        } else if (event instanceof NodeEvent.ProbeCompleted probed) {
            ExpectedPeerState peer = peer(node, probed.subject());
            Long heard = probed.incarnation();
            peer.isFresh |= probed.evidence() == Evidence.OK && heard != null && heard >= peer.incarnation;
        } else if (event instanceof NodeEvent.ConnectionLost lost) {
            peer(node, lost.peer()).isConnectionLost = true;
            peer(node, lost.peer()).mayAskEarly = true;
        } else if (event instanceof NodeEvent.HeartbeatRequested knocked) {
            peer(node, knocked.peer()).mayAskEarly = true;
        } else if (event instanceof NodeEvent.LeaveAnnounced leaving) {
            peer(node, leaving.peer()).mayAskEarly = true;
        } else if (event instanceof NodeEvent.ProbeRequested asked) {
            peer(node, asked.subject()).mayAskEarly = true;
        }
    }

    /** Answers of earlier incarnations belong to no attempt. */
    private void checkEvidence(int node, Attempt attempt) {
        int subject = SimulatedNode.index(attempt.peer());
        Evidence evidence = expected.of(node, subject, attemptNanos);
        boolean isOutdated = attempt.evidence() == Evidence.OK
                && !Objects.equals(attempt.incarnation(), (long) cluster.node(subject).incarnation);
        require(
                evidence == null || evidence == attempt.evidence() || isOutdated,
                "an attempt ends as the faults of its link demand",
                String.valueOf(evidence),
                id(node),
                attempt);
    }

    private void checkVerdict(int node, VerdictChange change, long now, boolean wasPaused) {
        int subject = SimulatedNode.index(change.subject());
        ExpectedPeerState peer = peer(node, subject);
        DetectorKind kind = change.detector();
        boolean isSilent = now - peer.silentBefore >= timeoutNanos;
        boolean isEvidence = kind == DetectorKind.EVIDENCE;
        if (change.to() == Status.DOWN) {
            boolean isJustified = isSilent || (isEvidence && peer.wasConfirmedDown);
            require(
                    isJustified || !(isEvidence || kind == DetectorKind.TIMEOUT),
                    "down needs a silence or, under evidence, a proof",
                    change);
            require(!wasPaused || peer.wasConfirmedDown || peer.hasLeft, "no down right after its own pause", change);
            require(!isReachable(node, subject), "a running, reachable peer is never down", change);
        } else if (change.to() == Status.UP) {
            require(
                    peer.isFresh || wasPaused || peer.wasOverdue,
                    "up needs a new heartbeat, or an observer that was late itself",
                    change);
        } else if (change.from() == Status.UP && (isEvidence || kind == DetectorKind.TIMEOUT)) {
            boolean isMissed = peer.failures >= settings.detection().failureThreshold();
            require(isSilent || isMissed, "suspect needs enough failures in a row", peer.failures, change);
        }
        peer.verdicts.put(kind, change.to());
    }

    private boolean isReachable(int node, int subject) {
        SimulatedNode peer = cluster.node(subject);
        long settled = cluster.now() - settledNanos;
        return settings.network().loss() == 0
                && peer.state == ProcessState.RUNNING
                && peer.stateSince < settled
                && expected.isFreeSince(node, subject, settled);
    }

    private void checkRequest(int node, NodeId subject, long now, boolean isOneOfMany) {
        ExpectedPeerState peer = peer(node, subject);
        long pause = now - peer.askedAt;
        require(
                peer.mayAskEarly || peer.askedAt < 0 || pause >= intervalNanos * 9 / 10,
                "no early request without a reason",
                id(node),
                subject,
                pause);
        peer.askedAt = now;
        // Of many signals in one tick some may have arrived after the request was due.
        peer.mayAskEarly &= isOneOfMany;
    }

    /** Checks what must hold at any time, for all pairs. */
    void checkAll() {
        for (int node = 0; node < settings.nodes(); node++) {
            for (int slot = 0; slot < settings.observers(); slot++) {
                if (cluster.node(node).state == ProcessState.RUNNING) {
                    check(cluster.node(node), cluster.node(cluster.ring().subject(node, slot)), slot);
                }
            }
        }
    }

    private void check(SimulatedNode observer, SimulatedNode subject, int slot) {
        ExpectedPeerState peer = peers[observer.index][slot];
        long now = cluster.now();
        boolean isSilent = now - peer.silentSince >= timeoutNanos;
        boolean isDown = peer.isDown(DetectorKind.EVIDENCE);
        boolean isConfirmed = peer.isConfirmedDown && peer.incarnation > 0;
        boolean isLossless = settings.network().loss() == 0;
        boolean isKnownToHaveCrashed = isLossless
                && subject.state == ProcessState.GONE
                && subject.incarnation > 0
                && peer.incarnation == subject.incarnation
                && observer.stateSince < subject.stateSince
                && now - subject.stateSince >= attemptNanos
                && expected.isFreeSince(observer.index, subject.index, subject.stateSince - attemptNanos);
        boolean mustBeUp = isLossless && expected.isHealthyFor(observer.index, subject.index, healedNanos);
        String pair = observer.id + " of " + subject.id;
        boolean isPatient = now <= patientUntil[observer.index];
        boolean isDownBySilence = peer.isDown(DetectorKind.TIMEOUT);
        require(!isDownBySilence || isSilent, "down under timeout only if silent", pair);
        require(isDownBySilence || !isSilent || isPatient, "down under timeout if silent and observed in time", pair);
        require(!isDown || isSilent || isConfirmed, "down under evidence only if silent or proven", pair);
        require(
                isDown || !(isConfirmed || (isSilent && !isPatient)),
                "down under evidence if proven, or silent and observed in time",
                pair);
        // A node that has just started may still wait for the responses to its first requests to others.
        long askedAt = peer.askedAt < 0 ? observer.stateSince : peer.askedAt;
        require(now - askedAt <= attemptNanos, "a request is due", pair);
        require(isDown || !isKnownToHaveCrashed, "a crash is noticed", pair);
        require(!mustBeUp || observer.lastReported(slot) == Status.UP, "up again soon after the last fault", pair);
    }

    private static NodeId id(int node) {
        return SimulatedNode.id(node);
    }

    private static void require(boolean holds, String rule, Object... values) {
        if (!holds) {
            throw new AssertionError("broken: " + rule + ": " + Arrays.toString(values));
        }
    }
}
