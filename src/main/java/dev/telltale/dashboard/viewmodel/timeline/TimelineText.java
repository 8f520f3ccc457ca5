package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Note;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Run;
import dev.telltale.dashboard.viewmodel.truth.DetectionTimes;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.model.Cell;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.observe.history.RecordedStatus;
import dev.telltale.qos.Detection;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.WallMicros;
import dev.telltale.timeline.StatusLane;
import dev.telltale.timeline.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a position on the timeline in one line. */
final class TimelineText {
    private static final int MIN_FOR_NOTE = 66;

    private final MatrixHistory history;
    private final FaultRows truth;
    private final List<Unrecorded> unrecorded;
    private final DetectionTimes detectionTimes;
    private final Instant now;
    private final ZoneId zone;

    /** An interval in which one observer reported the same state. */
    private record Span(
            Instant from,
            @Nullable Instant until,
            CellState state,
            @Nullable RecordedStatus recorded) {}

    /** A fault, and the time from its beginning to that of an interval. */
    private record Delay(FaultSpan cause, Duration time) {
        String words() {
            return DurationFormat.measured(time);
        }
    }

    TimelineText(
            MatrixHistory history,
            FaultRows truth,
            List<Unrecorded> unrecorded,
            DetectionTimes detectionTimes,
            Instant now,
            ZoneId zone) {
        this.history = history;
        this.truth = truth;
        this.unrecorded = unrecorded;
        this.detectionTimes = detectionTimes;
        this.now = now;
        this.zone = zone;
    }

    String of(TimelineSpot spot) {
        for (Unrecorded time : unrecorded) {
            if (time.covers(spot.at())) {
                return "not recorded " + clock(time.from()) + " to " + clock(time.until()) + ": " + time.why();
            }
        }
        StatusLane lane = spot.lane();
        if (lane != null) {
            CellRef cell = cell(lane);
            return cell == null ? together(lane, spot.at()) : alone(cell, spot.at());
        }
        FaultSpan span = spot.truthRow() < 0 ? null : truth.at(spot.truthRow(), spot.at());
        return span == null ? timeAndAge(spot.at()) : spanText(span);
    }

    private static @Nullable CellRef cell(StatusLane lane) {
        return lane.observer() == null ? null : new CellRef(lane.observer(), lane.subject());
    }

    /** "node1 about node2: down 14:03:21.492 to now, refused; 12 ms after SIGKILL node2". */
    private String alone(CellRef cell, Instant at) {
        Span span = span(cell, at, Instant.MIN);
        if (span == null) {
            return cell + ": unknown at " + clock(at);
        }
        String time = clock(span.from()) + " to " + (span.until() == null ? "now" : clock(span.until()));
        if (span.state() == CellState.NO_ANSWER) {
            return cell + ": " + cell.observer() + " did not answer " + time;
        }
        return cell + ": " + span.state().label() + " " + time + evidence(span) + delayWords(cell, span);
    }

    private static String evidence(Span span) {
        RecordedStatus recorded = span.recorded();
        Evidence evidence = recorded == null ? null : recorded.evidence();
        return evidence == null || evidence == Evidence.OK || span.state() == CellState.UP
                ? ""
                : ", " + evidence.id().replace('_', ' ');
    }

    private String delayWords(CellRef cell, Span span) {
        Delay delay = delay(cell, span);
        return delay == null
                ? ""
                : "; " + delay.words() + " after " + delay.cause().words();
    }

    /** The measured detection time; without one, as for a suspicion, the time since the newest fault that explains it. */
    private @Nullable Delay delay(CellRef cell, Span span) {
        boolean isDown = span.state() == CellState.DOWN;
        Delay measured = isDown ? measured(cell, span) : null;
        if (measured != null || !(isDown || span.state() == CellState.SUSPECT)) {
            return measured;
        }
        FaultSpan cause = truth.covering(cell, span.from());
        return cause == null ? null : new Delay(cause, Detection.time(cause.from(), span.from()));
    }

    private @Nullable Delay measured(CellRef cell, Span span) {
        Detection detection = detectionTimes.byDownSince(cell, span.from());
        Duration time = detection == null ? null : detection.detectionTime();
        if (detection == null || time == null) {
            return null;
        }
        Instant failure = detection.outage().from();
        // If it was down long before, this outage did not cause it.
        boolean isCaused = !span.from().isBefore(failure.minus(GroundTruthModel.TOLERANCE));
        FaultSpan cause = isCaused ? truth.begunAt(cell, failure) : null;
        return cause == null ? null : new Delay(cause, time);
    }

    /** Adds the detection time beside each beginning of down that a fault explains, if there is room. */
    LaneSegments noted(LaneSegments segments, TimeWindow window, int columns) {
        CellRef cell = cell(segments.lane());
        List<Note> notes = new ArrayList<>();
        for (Run run : segments.runs()) {
            if (cell != null && run.state() == CellState.DOWN && run.until() - run.from() >= MIN_FOR_NOTE) {
                Instant middle = window.at((run.from() + run.until()) / 2.0 / columns);
                // If it begins before the window, its exact beginning is not needed.
                Span span = span(cell, middle, window.from().minusMillis(1));
                Delay delay = span == null ? null : delay(cell, span);
                if (span != null && delay != null && !span.from().isBefore(window.from())) {
                    notes.add(new Note(run.from(), delay.words()));
                }
            }
        }
        return notes.isEmpty() ? segments : new LaneSegments(segments.lane(), segments.runs(), notes);
    }

    private @Nullable Span span(CellRef cell, Instant at, Instant earliest) {
        Instant whole = history.begin().orElse(now);
        Instant begin = earliest.isAfter(whole) ? earliest : whole;
        var finder = new Finder(WallMicros.of(at), WallMicros.of(now));
        history.forEachInterval(cell.observer(), cell.subject(), WallMicros.of(begin), WallMicros.of(now), finder);
        return finder.found;
    }

    /** Joins adjacent intervals of the same state, and keeps the one that contains an instant. */
    private static final class Finder implements MatrixHistory.Visitor {
        private final long at;
        private final long now;
        private long from;
        private long until = Long.MIN_VALUE;
        private @Nullable CellState state;
        private @Nullable RecordedStatus recorded;
        private @Nullable Span found;

        Finder(long at, long now) {
            this.at = at;
            this.now = now;
        }

        @Override
        public void interval(long begin, long end, Cell.Kind kind, @Nullable RecordedStatus words) {
            CellState next = CellState.of(kind, words == null ? Status.UNKNOWN : words.status());
            if (next != state || begin != until) {
                from = begin;
                state = next;
                recorded = words;
            }
            until = end;
            if (from <= at && at <= until && (found == null || from >= WallMicros.of(found.from()))) {
                Instant ended = until >= now ? null : WallMicros.instant(until);
                found = new Span(WallMicros.instant(from), ended, next, recorded);
            }
        }
    }

    /** "all about node2 at 14:03:21.492: 28 of 29 report down, 1 suspect". */
    private String together(StatusLane lane, Instant at) {
        var moment = new TimeWindow(at, TimeWindow.MIN_SPAN);
        List<Run> runs = new LaneBuilder(history, moment, (int) TimeWindow.MIN_SPAN.toMillis())
                .build(lane)
                .runs();
        String head = lane.label() + " at " + clock(at) + ": ";
        if (runs.isEmpty() || runs.get(0).from() > 0) {
            return head + "unknown";
        }
        Run run = runs.get(0);
        if (run.of() == 0) {
            return head + "no observer answered";
        }
        String down = run.down() + " of " + run.of() + (run.down() == 1 ? " reports down" : " report down");
        return head + down + (run.suspect() == 0 ? "" : ", " + run.suspect() + " suspect");
    }

    /** "SIGKILL node2 14:03:21.480 to 14:03:27.100, 5.6 s". */
    private String spanText(FaultSpan span) {
        Instant until = span.until();
        String end = until == null ? "now" : clock(until);
        Duration length = Duration.between(span.from(), until == null ? now : until);
        return span.words() + " " + clock(span.from()) + " to " + end + ", " + DurationFormat.span(length);
    }

    /** "as it was at 14:03:20.000 (12 s ago)". */
    String ofPast(Instant at) {
        return "as it was at " + timeAndAge(at);
    }

    private String timeAndAge(Instant instant) {
        return clock(instant) + " (" + DurationFormat.ago(Duration.between(instant, now)) + ")";
    }

    private String clock(Instant instant) {
        return DurationFormat.dated(instant, now, zone);
    }
}
