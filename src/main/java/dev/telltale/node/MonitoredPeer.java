package dev.telltale.node;

import dev.telltale.detector.Detector;
import dev.telltale.detector.FlapCounter;
import dev.telltale.detector.PeerObservations;
import dev.telltale.detector.SwimDetector;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One monitored peer: observations, the state of each detector, the reported status, and the request schedule. */
final class MonitoredPeer {
    private static final int MAX_TICKETS = 16;
    /** A steady peer responds within this part of the interval: 50 ms of 2 s. */
    private static final int STEADY_PART = 40;

    final Member member;
    /** Its index among the peers of the state machine, and in the timer queue. */
    final int number;

    final HeartbeatSchedule schedule;
    private final List<DetectorState> states;
    private final @Nullable SwimDetector swim;
    private final FlapCounter flaps;
    private final long intervalNanos;
    private final ClockReading start;
    private final List<Long> tickets = new ArrayList<>(0);
    private PeerObservations observations = PeerObservations.NONE;
    private final DetectorState deciding;
    private Status status = Status.UNKNOWN;
    private ClockReading since;
    private @Nullable Evidence evidence;
    private boolean isRestart;
    private int restarts;
    private @Nullable Silence silence;
    private long lateWhenHeardNanos;
    private @Nullable PeerSnapshot snapshot;

    /** @param detection its deciding detector must be one of the detectors */
    MonitoredPeer(
            Member member,
            int number,
            List<Detector> detectors,
            DetectionSettings detection,
            long intervalNanos,
            ClockReading start) {
        this.member = member;
        this.number = number;
        this.intervalNanos = intervalNanos;
        this.start = start;
        schedule = new HeartbeatSchedule(start);
        states = new ArrayList<>(detectors.size());
        SwimDetector found = null;
        for (Detector detector : detectors) {
            states.add(new DetectorState(detector, start));
            found = detector instanceof SwimDetector one ? one : found;
        }
        swim = found;
        flaps = new FlapCounter(detection.flapWindow().toNanos());
        this.deciding = state(detection.deciding());
        since = start;
    }

    NodeId id() {
        return member.id();
    }

    Status status() {
        return status;
    }

    /** Whether the peer is up and responds within a small part of the interval. */
    boolean isSteady() {
        Duration roundTrip = observations.roundTrip();
        return status == Status.UP
                && observations.missed() == 0
                && roundTrip != null
                && roundTrip.toNanos() < intervalNanos / STEADY_PART;
    }

    /** Throws an IllegalArgumentException if the node does not run the detector. */
    DetectorState state(DetectorKind kind) {
        for (DetectorState state : states) {
            if (state.kind == kind) {
                return state;
            }
        }
        throw new IllegalArgumentException("this node does not run the detector " + kind.id());
    }

    /**
     * Records the end of an attempt. Adds its result as the response to all pending probe requests.
     *
     * @param lateNanos total time since the observer's start in which it got no processor time
     */
    void onAttempt(Attempt attempt, long lateNanos, List<TickResult.ProbeResponse> responses) {
        schedule.onAttempt(attempt, status);
        snapshot = null;
        for (long ticket : tickets) {
            responses.add(new TickResult.ProbeResponse(ticket, attempt));
        }
        tickets.clear();
        if (observations.isStale(attempt) && status != Status.DOWN) {
            // An earlier incarnation responded. If the peer is down, its wall clock was set back instead.
            return;
        }
        if (observations.isRestart(attempt)) {
            isRestart = true;
            restarts++;
            flaps.onNewIncarnation();
            schedule.onNewIncarnation();
            states.forEach(state -> state.detector.onNewIncarnation());
        }
        Silence ended = observations.endedSilence(
                attempt, start, intervalNanos, Duration.ofNanos(lateNanos - lateWhenHeardNanos));
        lateWhenHeardNanos = attempt.evidence() == Evidence.OK ? lateNanos : lateWhenHeardNanos;
        silence = ended == null && !observations.isRestart(attempt) ? silence : ended;
        observations = observations.after(attempt);
        for (DetectorState state : states) {
            state.detector.onAttempt(attempt);
            state.refresh();
        }
    }

    void onConnectionLost(ClockReading now) {
        for (DetectorState state : states) {
            state.detector.onConnectionLost();
            state.refresh();
        }
        schedule.onConnectionLost(now);
    }

    /** Requests a heartbeat out of turn, unless the peer is up. */
    void onHeartbeatRequested() {
        if (status != Status.UP) {
            schedule.requestSoon();
        }
    }

    /** Adds a probe request of another node; ignores it if too many are pending. */
    void onProbeRequested(long ticket) {
        if (tickets.size() < MAX_TICKETS) {
            tickets.add(ticket);
            if (!schedule.isInFlight()) {
                schedule.requestSoon();
            }
        }
    }

    void onProbeCompleted(NodeEvent.ProbeCompleted result, ClockReading now) {
        if (swim != null) {
            swim.onProbeCompleted(result.helper(), result.evidence(), result.incarnation(), now);
            refresh();
        }
    }

    /** Nanoseconds until helpers must be asked, at least 0; {@link Long#MAX_VALUE} if they need not. */
    long nanosUntilProbes(ClockReading now) {
        return swim == null ? Long.MAX_VALUE : swim.nanosUntilProbes(now.nanos());
    }

    void onProbesSent(int helpers, ClockReading now) {
        if (swim != null) {
            swim.onProbesSent(helpers, now);
            states.forEach(DetectorState::refresh);
        }
    }

    /** Reads all verdict schedules again, after a change of the local health. */
    void refresh() {
        states.forEach(DetectorState::refresh);
        snapshot = null;
    }

    /** Subtracts the observer's own lag until {@code now} from the silence. */
    void onLocalLag(long nanos, ClockReading now) {
        if (nanos != 0) {
            for (DetectorState state : states) {
                state.onLocalLag(nanos, now);
            }
            snapshot = null;
        }
    }

    /** Discards the silence until {@code now}, which is not the peer's fault. */
    void discardSilence(ClockReading now) {
        for (DetectorState state : states) {
            state.onLocalPause(now);
        }
        snapshot = null;
    }

    /** Adds each changed verdict, and a changed status or a restart, to the lists. */
    void publishChanges(NodeId observer, ClockReading now, List<VerdictChange> verdicts, List<Transition> transitions) {
        Attempt last = observations.last();
        Evidence newest = last == null ? null : last.evidence();
        for (DetectorState state : states) {
            Status before = state.update(now, newest);
            if (before != null) {
                snapshot = null;
                verdicts.add(new VerdictChange(
                        now.wall(),
                        observer,
                        id(),
                        state.kind,
                        before,
                        state.reported(),
                        endedSilence(before, state.reported())));
            }
        }
        Status next = deciding.reported();
        if (next == status && !isRestart) {
            return;
        }
        boolean isFlap = next != status && flaps.onChange(next, now);
        if (next != status) {
            since = now;
            evidence = deciding.evidence();
        }
        transitions.add(new Transition(
                now.wall(),
                observer,
                id(),
                status,
                next,
                newest,
                last == null ? null : last.error(),
                new Transition.Return(isRestart, isFlap ? flaps.count() : 0, endedSilence(status, next))));
        status = next;
        isRestart = false;
        snapshot = null;
    }

    /** The silence that a change back to up ends; null for any other change. */
    private @Nullable Silence endedSilence(Status before, Status now) {
        return now == Status.UP && before.isSuspectOrDown() && !isRestart ? silence : null;
    }

    /** Nanoseconds until a change of verdict is due, if no event arrives before. */
    long nanosUntilChange(ClockReading now) {
        long until = Long.MAX_VALUE;
        for (DetectorState state : states) {
            until = Math.min(until, state.nanosUntilChange(now));
        }
        return until;
    }

    /** Discards the cached snapshot: the same events have other wall-clock times. */
    void onClockSet() {
        snapshot = null;
    }

    /** An immutable copy of the current state; cached, since most peers do not change from tick to tick. */
    PeerSnapshot snapshot(WallClock clock) {
        PeerSnapshot cached = snapshot;
        if (cached == null) {
            cached = new PeerSnapshot(
                    report(clock),
                    states.stream().map(state -> state.snapshot(clock)).toList());
            snapshot = cached;
        }
        return cached;
    }

    private PeerReport report(WallClock clock) {
        ClockReading heard = observations.heard();
        Attempt last = observations.last();
        return new PeerReport(
                id(),
                member.address().url(),
                observations.incarnation(),
                new PeerReport.Current(
                        status, clock.at(since), status == Status.UNKNOWN && last != null ? last.evidence() : evidence),
                new PeerReport.Attempts(
                        heard == null ? null : clock.at(heard),
                        last == null ? null : clock.at(last.ended()),
                        observations.roundTrip(),
                        observations.missed(),
                        last == null ? null : last.error(),
                        last == null ? null : last.evidence()),
                new PeerReport.Returns(flaps.count(), restarts, silence),
                List.of());
    }
}
