package dev.telltale.node;

import dev.telltale.detector.PeerFacts;
import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One peer as the brain watches it: the facts, the belief that was last told, and when to ask next. */
final class Watched {
    /** A dying process closes its connections before its port, so a reset is asked about again this soon. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int MOST_RETRIES = 20;
    private static final long KNOCK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    final Member member;
    private final HeartbeatSettings settings;
    private PeerFacts facts;
    private Status told = Status.UNKNOWN;
    private Moment since;
    private boolean asking;
    private long askAtNanos;
    private long askedAtNanos;
    private int retries;
    private boolean knocked;
    private boolean followedUp;
    private boolean isExtra;
    private @Nullable PeerReport report;

    Watched(Member member, HeartbeatSettings settings, Moment start) {
        this.member = member;
        this.settings = settings;
        facts = PeerFacts.watchedFrom(start);
        since = start;
        askAtNanos = start.nanos();
        askedAtNanos = start.nanos() - KNOCK_PAUSE_NANOS;
    }

    void ended(Attempt attempt) {
        asking = false;
        report = null;
        facts = facts.after(attempt);
        boolean isHeard = attempt.evidence() == Evidence.OK;
        if (attempt.evidence() != Evidence.RESET) {
            retries = 0;
        } else if (retries < MOST_RETRIES) {
            retries++;
            askBy(attempt.ended().nanos() + RETRY_NANOS);
        }
        if (knocked && !isHeard) {
            // It knocked while it was asked: the attempt that failed is older news than the knock.
            askBy(askedAtNanos + KNOCK_PAUSE_NANOS);
        }
        knocked = false;
    }

    /**
     * The connection to a peer broke: ask at once whether it is still there. Once per beat, for there are servers that
     * close after every answer without saying so.
     */
    void lost(Moment now) {
        if (!asking && !followedUp) {
            followedUp = true;
            askBy(now.nanos());
        }
    }

    /** A peer that is not up seems to be there again; however often a stranger says so, it is asked with pauses. */
    void knocked() {
        if (told == Status.UP) {
            return;
        }
        if (asking) {
            knocked = true;
        } else {
            askBy(askedAtNanos + KNOCK_PAUSE_NANOS);
        }
    }

    private void askBy(long nanos) {
        if (nanos - askAtNanos < 0) {
            askAtNanos = nanos;
            isExtra = true;
        }
    }

    /** The observer itself slept until now. */
    void excuse(Moment now) {
        // What was known to be down before the sleep stays down until it is heard.
        if (told != Status.DOWN) {
            facts = facts.excusedUntil(now);
        }
    }

    boolean isDue(Moment now) {
        return !asking && now.nanos() - askAtNanos >= 0;
    }

    /** Fixed delay from the actual start, so that a pause is followed by one attempt and not by a burst. */
    void asked(Moment now, long delayNanos) {
        asking = true;
        followedUp = followedUp && isExtra;
        isExtra = false;
        askedAtNanos = now.nanos();
        askAtNanos = now.nanos() + delayNanos;
    }

    /** The change of belief since the last call, if there is one. */
    @Nullable
    Transition change(NodeId observer, Moment now) {
        Status status = facts.statusAt(now.nanos(), settings);
        if (status == told) {
            return null;
        }
        Attempt last = facts.last();
        var change = new Transition(
                now.wall(),
                observer,
                member.id(),
                told,
                status,
                last == null ? null : last.evidence(),
                last == null ? null : last.error());
        told = status;
        since = now;
        report = null;
        return change;
    }

    /** Nanoseconds until something must be done for this peer, if nothing happens before. */
    long nanosUntilDue(Moment now) {
        long untilAsk = asking ? Long.MAX_VALUE : askAtNanos - now.nanos();
        long untilDown = told == Status.DOWN ? Long.MAX_VALUE : facts.nanosUntilDown(now.nanos(), settings);
        return Math.min(untilAsk, untilDown);
    }

    /** Built only when something changed: most peers are as they were at the last tick. */
    PeerReport report() {
        PeerReport cached = report;
        if (cached == null) {
            cached = newReport();
            report = cached;
        }
        return cached;
    }

    private PeerReport newReport() {
        Moment heard = facts.heard();
        Attempt last = facts.last();
        return new PeerReport(
                member.id(),
                member.address().url(),
                told,
                heard == null ? null : heard.wall(),
                last == null ? null : last.ended().wall(),
                since.wall(),
                facts.incarnation(),
                last == null ? null : last.evidence(),
                facts.roundTrip(),
                facts.missed(),
                last == null ? null : last.error());
    }
}
