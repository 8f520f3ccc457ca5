package dev.telltale.node;

import dev.telltale.detector.Detector;
import dev.telltale.detector.PeerObservations;
import dev.telltale.detector.SwimDetector;
import dev.telltale.model.Attempt;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One peer as the brain watches it: the facts, every detector's mind, and when to ask next. */
final class MonitoredPeer {
    private static final int MAX_TICKETS = 16;

    final Member member;
    /** Its place among the brain's peers, and its name in the agenda. */
    final int number;

    final HeartbeatSchedule plan;
    private final List<DetectorState> minds;
    private final @Nullable SwimDetector swim;
    private final FlapCounter flaps;
    private final long intervalNanos;
    private final ClockReading start;
    private final List<Long> tickets = new ArrayList<>(0);
    private PeerObservations facts = PeerObservations.NONE;
    private DetectorState deciding;
    private Status told = Status.UNKNOWN;
    private ClockReading since;
    private @Nullable Evidence evidence;
    private boolean isRestart;
    private int restarts;
    private @Nullable Silence silence;
    private long lateWhenHeard;
    private @Nullable PeerSnapshot belief;

    /** The deciding kind must be among the detectors. */
    MonitoredPeer(
            Member member,
            int number,
            List<Detector> detectors,
            DetectorKind deciding,
            long flapNanos,
            long intervalNanos,
            ClockReading start) {
        this.member = member;
        this.number = number;
        this.intervalNanos = intervalNanos;
        this.start = start;
        plan = new HeartbeatSchedule(start);
        minds = new ArrayList<>(detectors.size());
        SwimDetector found = null;
        for (Detector detector : detectors) {
            minds.add(new DetectorState(detector, start));
            if (detector instanceof SwimDetector one) {
                found = one;
            }
        }
        swim = found;
        flaps = new FlapCounter(flapNanos);
        this.deciding = mind(deciding);
        since = start;
    }

    NodeId id() {
        return member.id();
    }

    Status told() {
        return told;
    }

    void decide(DetectorKind kind) {
        deciding = mind(kind);
        belief = null;
    }

    private DetectorState mind(DetectorKind kind) {
        for (DetectorState mind : minds) {
            if (mind.kind == kind) {
                return mind;
            }
        }
        throw new IllegalArgumentException("this node does not run the detector " + kind.word());
    }

    /**
     * An attempt ended; the tickets of those who wait for it are handed to the consumer.
     *
     * @param lateNanos how long the observer itself got no processor time since its start
     */
    void ended(Attempt attempt, long lateNanos, Consumer<Long> answer) {
        plan.ended(attempt, told);
        belief = null;
        tickets.forEach(answer);
        tickets.clear();
        if (facts.isStale(attempt) && told != Status.DOWN) {
            // The word of an earlier life. From one that is down it is not: then somebody set the clock back.
            return;
        }
        if (facts.isRestart(attempt)) {
            isRestart = true;
            restarts++;
            flaps.restarted();
            plan.isBack();
            minds.forEach(mind -> mind.detector.restarted());
        }
        Silence ended = facts.ended(attempt, start, intervalNanos, Duration.ofNanos(lateNanos - lateWhenHeard));
        lateWhenHeard = attempt.evidence() == Evidence.OK ? lateNanos : lateWhenHeard;
        silence = ended == null && !facts.isRestart(attempt) ? silence : ended;
        facts = facts.after(attempt);
        for (DetectorState mind : minds) {
            mind.detector.take(attempt);
            mind.look();
        }
    }

    void lost(ClockReading now) {
        for (DetectorState mind : minds) {
            mind.detector.lost();
            mind.look();
        }
        plan.lost(now);
    }

    /** False if too many wait already. */
    boolean probeAsked(long ticket) {
        if (tickets.size() >= MAX_TICKETS) {
            return false;
        }
        tickets.add(ticket);
        if (!plan.isAsking()) {
            plan.askSoon();
        }
        return true;
    }

    void probed(NodeEvent.Probed answer, ClockReading now) {
        if (swim != null) {
            swim.indirect(answer.helper(), answer.evidence(), answer.incarnation(), now);
            minds.forEach(DetectorState::look);
            belief = null;
        }
    }

    boolean wantsProbes(ClockReading now) {
        return swim != null && swim.nanosUntilProbes(now.nanos()) <= 0;
    }

    void probing(int helpers, ClockReading now) {
        if (swim != null) {
            swim.probing(helpers, now);
            minds.forEach(DetectorState::look);
        }
    }

    /** The observer grants more or less time than before. */
    void look() {
        minds.forEach(DetectorState::look);
        belief = null;
    }

    /** The observer itself was late by so much until now. */
    void late(long nanos, ClockReading now) {
        if (nanos == 0) {
            return;
        }
        minds.forEach(mind -> mind.late(nanos, now));
        belief = null;
    }

    /** The observer itself slept until now. */
    void excuse(ClockReading now) {
        minds.forEach(mind -> mind.excuse(now));
        belief = null;
    }

    /** Takes over what the detectors hold now; what changed is handed out. */
    void settle(NodeId observer, ClockReading now, Consumer<VerdictChange> verdicts, Consumer<Transition> transitions) {
        Attempt last = facts.last();
        Evidence newest = last == null ? null : last.evidence();
        for (DetectorState mind : minds) {
            Status before = mind.change(now, newest);
            if (before != null) {
                belief = null;
                verdicts.accept(new VerdictChange(
                        now.wall(), observer, id(), mind.kind, before, mind.told(), ended(before, mind.told())));
            }
        }
        Status status = deciding.told();
        if (status == told && !isRestart) {
            return;
        }
        boolean isFlap = status != told && flaps.changed(status, now);
        if (status != told) {
            since = now;
            evidence = deciding.evidence();
        }
        transitions.accept(new Transition(
                now.wall(),
                observer,
                id(),
                told,
                status,
                newest,
                last == null ? null : last.error(),
                isRestart,
                isFlap ? flaps.count() : 0,
                ended(told, status)));
        told = status;
        isRestart = false;
        belief = null;
    }

    /** The silence that a return to up ends. */
    private @Nullable Silence ended(Status before, Status now) {
        return now == Status.UP && before.isDoubted() && !isRestart ? silence : null;
    }

    /** Nanoseconds until something must be done for this peer, if nothing happens before. */
    long nanosUntilDue(ClockReading now) {
        long until = plan.nanosUntilAsk(now);
        for (DetectorState mind : minds) {
            until = Math.min(until, mind.nanosUntilChange(now));
        }
        return swim == null ? until : Math.min(until, swim.nanosUntilProbes(now.nanos()));
    }

    /** The wall clock was set: the same events have other times. */
    void clockWasSet() {
        belief = null;
    }

    /** Built only when something changed: most peers are as they were at the last tick. */
    PeerSnapshot belief(WallClock clock) {
        PeerSnapshot cached = belief;
        if (cached == null) {
            cached = new PeerSnapshot(
                    report(clock),
                    minds.stream().map(mind -> mind.opinion(clock)).toList());
            belief = cached;
        }
        return cached;
    }

    private PeerReport report(WallClock clock) {
        ClockReading heard = facts.heard();
        Attempt last = facts.last();
        return new PeerReport(
                id(),
                member.address().url(),
                told,
                heard == null ? null : clock.at(heard),
                last == null ? null : clock.at(last.ended()),
                clock.at(since),
                facts.incarnation(),
                told == Status.UNKNOWN && last != null ? last.evidence() : evidence,
                facts.roundTrip(),
                facts.missed(),
                last == null ? null : last.error(),
                last == null ? null : last.evidence(),
                flaps.count(),
                restarts,
                silence,
                List.of());
    }
}
