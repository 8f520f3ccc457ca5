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
 * <p>A status report has the newest verdict only. So a change that another one replaced before the watch asked again is
 * in the replay alone; but what was reported may differ from the replay for {@link #MAX_UNSEEN} only, unless the node
 * could not report.
 */
public final class ReplayCheck {
    public static final Duration TOLERANCE = Duration.ofMillis(1);

    /**
     * Of a node whose wall clock was set while it ran: the watch corrects its reports by an estimate, which may be wrong
     * by half a second; so may the offset between the two be.
     */
    public static final Duration SET_CLOCK_TOLERANCE = Duration.ofSeconds(1);

    /** The watch asks a running node again at once; after a failed request, which takes up to 1 s, in 250 ms. */
    public static final Duration MAX_UNSEEN = Duration.ofMillis(1_500);

    private final Incidents incidents;
    private int replayed;
    private int confirmed;
    private int unseen;
    private int setClock;
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
                reported.size() - check.compared.size(),
                check.largestError,
                check.differences);
    }

    private void compare(NodeTrace trace, List<VerdictChange> reported) {
        Replay.Result result = Replay.of(trace, ReplaySettings.of(trace.header()), DetectorKind.ALL);
        var clock = new TraceClock(trace);
        Instant from = clock.reported(result.validFrom());
        Instant until = clock.reported(result.until());
        Duration tolerance = clock.wasSet() ? SET_CLOCK_TOLERANCE : TOLERANCE;
        Map<DetectorKey, LaneCheck> lanes = new LinkedHashMap<>();
        for (VerdictChange change : reported) {
            if (change.observer().equals(trace.header().observer())
                    && !change.at().isBefore(from.minus(tolerance))
                    && !change.at().isAfter(until.plus(tolerance))
                    && compared.add(change)) {
                lane(lanes, change).report(change);
            }
        }
        for (VerdictChange change : result.changes()) {
            if (clock.reported(change.at()).isBefore(from)) {
                lane(lanes, change).before(change);
            } else {
                replayed++;
                lane(lanes, change).replay(change, clock);
            }
        }
        lanes.values().forEach(lane -> lane.end(until));
    }

    private LaneCheck lane(Map<DetectorKey, LaneCheck> lanes, VerdictChange change) {
        var key = new DetectorKey(change.observer(), change.subject(), change.detector());
        return lanes.computeIfAbsent(key, unused -> new LaneCheck(new Findings()));
    }

    /** Counts what the lanes find. */
    final class Findings {
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

        /** What was reported differed from the replay from this change on, until this time. */
        void differed(VerdictChange change, Instant since, Instant until) {
            boolean isLong = Duration.between(since, until).compareTo(MAX_UNSEEN) > 0;
            if (isLong && !couldNotReport(change, since, until)) {
                differences.add(new Difference(Difference.Kind.NOT_REPORTED, change));
            }
        }

        private boolean couldNotReport(VerdictChange change, Instant since, Instant until) {
            return incidents.isStatusHidden(change.observer(), since, until);
        }
    }
}
