package dev.telltale.replay;

import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.DetectorKey;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the verdicts that nodes reported while they were recorded with those of the replay of their traces at the
 * recorded settings: the same changes, in order, within {@link #TOLERANCE}.
 *
 * <p>A status report has the newest verdict only, of each detector about each peer. So a change that another one replaced
 * before the watch asked again is in the replay alone. But it must be reported if the node was read while it held, as
 * another change that came and went in that time shows, or if it held for longer than {@link #MAX_UNSEEN} and the node
 * could report.
 */
public final class ReplayCheck {
    public static final Duration TOLERANCE = Duration.ofMillis(1);

    /**
     * Of a node whose wall clock was set while it ran: the watch corrects its reports by an estimate, which may be wrong
     * by half a second; so may the offset between the two be.
     */
    public static final Duration SET_CLOCK_TOLERANCE = Duration.ofSeconds(1);

    /**
     * The watch asks a running node again at once; after a failed request, which takes up to 1 s, in 250 ms. It may be
     * late itself, if its machine is busy.
     */
    public static final Duration MAX_UNSEEN = Duration.ofSeconds(10);

    private final Incidents incidents;
    private int replayed;
    private int confirmed;
    private int unseen;
    private int setClock;
    private Duration longestUnseen = Duration.ZERO;
    private Duration largestError = Duration.ZERO;
    private final List<Difference> differences = new ArrayList<>();
    private final Set<VerdictChange> compared = new HashSet<>();

    /** Something that is not the same. */
    public record Difference(Kind kind, VerdictChange change) {
        /** What is wrong with the change. */
        public enum Kind {
            /** It was reported, and the replay has no such change at that time. */
            NOT_REPLAYED,
            /** The replay has it, it lasted, and it was not reported. */
            NOT_REPORTED
        }
    }

    /**
     * What was compared.
     *
     * @param traces of a process each, or of a part of one
     * @param replayed changes of the replay
     * @param reported changes that the recording has
     * @param confirmed reported changes that the replay has at the same time
     * @param setClock those of them that are of a node whose clock was set, compared within
     *     {@link #SET_CLOCK_TOLERANCE}
     * @param unseen changes of the replay that another one replaced before the watch asked again
     * @param longestUnseen how long at most the watch held another verdict than the node
     * @param outside reported changes at times at which the trace of the node was not recorded
     * @param largestError the largest difference of two times, without those of set clocks
     * @param differences empty if the replay is right
     */
    public record Result(
            int traces,
            int replayed,
            int reported,
            int confirmed,
            int setClock,
            int unseen,
            Duration longestUnseen,
            int outside,
            Duration largestError,
            List<Difference> differences) {
        public Result {
            differences = List.copyOf(differences);
        }

        /** Whether there was something to compare, and all of it is the same. */
        public boolean isRight() {
            return confirmed > 0 && differences.isEmpty();
        }
    }

    private ReplayCheck(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * Replays the traces on the calling thread, and compares.
     *
     * @param reported the recorded changes, those of one link and detector in order
     * @param incidents what kept nodes from reporting, as far as it is known
     */
    public static Result of(List<NodeTrace> traces, List<VerdictChange> reported, Incidents incidents) {
        var check = new ReplayCheck(incidents);
        for (NodeTrace trace : traces) {
            check.compare(trace, reported);
        }
        return new Result(
                traces.size(),
                check.replayed,
                reported.size(),
                check.confirmed,
                check.setClock,
                check.unseen,
                check.longestUnseen,
                reported.size() - check.compared.size(),
                check.largestError,
                check.differences);
    }

    private void compare(NodeTrace trace, List<VerdictChange> reported) {
        Replay.Result result = Replay.of(trace, ReplaySettings.of(trace.header()), DetectorKind.ALL);
        var clock = new TraceClock(trace);
        Instant from = clock.reported(result.validFrom());
        Instant until = clock.reported(result.until());
        var findings = new Findings();
        Map<DetectorKey, LaneCheck> lanes = new LinkedHashMap<>();
        for (VerdictChange change : reported) {
            if (change.observer().equals(trace.header().observer())) {
                Instant at = clock.corrected(change.at());
                if (!at.isBefore(from.minus(TOLERANCE)) && !at.isAfter(until.plus(TOLERANCE)) && compared.add(change)) {
                    lane(lanes, change, findings).report(change.withAt(at));
                }
            }
        }
        for (VerdictChange change : result.changes()) {
            if (clock.reported(change.at()).isBefore(from)) {
                lane(lanes, change, findings).before(change);
            } else {
                replayed++;
                lane(lanes, change, findings).replay(change, clock);
            }
        }
        lanes.values().forEach(lane -> lane.end(until));
        findings.judgeHidden();
    }

    private static LaneCheck lane(Map<DetectorKey, LaneCheck> lanes, VerdictChange change, Findings findings) {
        var key = new DetectorKey(change.observer(), change.subject(), change.detector());
        return lanes.computeIfAbsent(key, unused -> new LaneCheck(findings));
    }

    /** A time, from which and until when. */
    private record Span(Instant from, Instant until) {
        boolean contains(Span other) {
            return !other.from.isBefore(from) && !other.until.isAfter(until);
        }

        Duration length() {
            return Duration.between(from, until);
        }
    }

    /** Collects what the comparison of all links of one trace finds. */
    final class Findings {
        /** In each of these times the watch has read the node at least once. */
        private final List<Span> read = new ArrayList<>();

        private final Map<VerdictChange, Span> hidden = new LinkedHashMap<>();

        void confirmed(Duration error, boolean isClockSet) {
            confirmed++;
            if (isClockSet) {
                setClock++;
            } else if (error.compareTo(largestError) > 0) {
                largestError = error;
            }
        }

        void unseen() {
            unseen++;
        }

        void notReplayed(VerdictChange reported) {
            differences.add(new Difference(Difference.Kind.NOT_REPLAYED, reported));
        }

        /** The node was read between these times: a change that held then was reported. */
        void read(Instant from, Instant until) {
            read.add(new Span(from, until));
        }

        /** The watch held another verdict than the node from this change on, until this time. */
        void hidden(VerdictChange change, Instant since, Instant until) {
            hidden.put(change, new Span(since, until));
        }

        private void judgeHidden() {
            hidden.forEach((change, span) -> {
                boolean isLong = span.length().compareTo(MAX_UNSEEN) > 0
                        && !incidents.isStatusHidden(change.observer(), span.from, span.until);
                if (isLong || read.stream().anyMatch(span::contains)) {
                    differences.add(new Difference(Difference.Kind.NOT_REPORTED, change));
                } else if (span.length().compareTo(longestUnseen) > 0) {
                    longestUnseen = span.length();
                }
            });
        }
    }
}
