package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Note;
import dev.telltale.dashboard.viewmodel.timeline.LaneSegments.Run;
import dev.telltale.dashboard.viewmodel.truth.DetectionTimes;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.model.Cell;
import dev.telltale.model.Evidence;
import dev.telltale.observe.history.MatrixHistory;
import dev.telltale.observe.history.RecordedStatus;
import dev.telltale.qos.Detection;
import dev.telltale.qos.MeasuredRange;
import dev.telltale.text.DurationFormat;
import dev.telltale.time.WallMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a place on the timeline tells, in one line. */
final class TimelineText {
    private static final int MIN_FOR_NOTE = 66;

    private final MatrixHistory history;
    private final TruthRows truth;
    private final DetectionTimes stopwatches;
    private final Instant now;
    private final ZoneId zone;

    /** What one observer held without a break. */
    private record Stretch(
            Instant from,
            @Nullable Instant until,
            CellState health,
            @Nullable RecordedStatus held) {}

    /** What was done, and how long after it a stretch began. */
    private record Delay(FaultSpan cause, Duration time) {
        String words() {
            return MeasuredRange.words(time);
        }
    }

    TimelineText(MatrixHistory history, TruthRows truth, DetectionTimes stopwatches, Instant now, ZoneId zone) {
        this.history = history;
        this.truth = truth;
        this.stopwatches = stopwatches;
        this.now = now;
        this.zone = zone;
    }

    String of(TimelineSpot spot) {
        BeliefLane lane = spot.lane();
        if (lane != null) {
            CellRef cell = lane.cell();
            return cell == null ? together(lane, spot.at()) : alone(cell, spot.at());
        }
        FaultSpan span = spot.truthRow() < 0 ? null : truth.at(spot.truthRow(), spot.at());
        return span == null
                ? clock(spot.at()) + " (" + DurationFormat.ago(Duration.between(spot.at(), now)) + ")"
                : done(span);
    }

    /** "node1 about node2: down 14:03:21.492 to now, refused; 12 ms after SIGKILL node2". */
    private String alone(CellRef cell, Instant at) {
        Stretch stretch = stretch(cell, at);
        if (stretch == null) {
            return cell + ": not known at " + clock(at);
        }
        String time = clock(stretch.from()) + " to " + (stretch.until() == null ? "now" : clock(stretch.until()));
        if (stretch.health() == CellState.NO_ANSWER) {
            return cell + ": " + cell.observer() + " did not answer " + time;
        }
        return cell + ": " + stretch.health().word() + " " + time + evidence(stretch) + delayWords(cell, stretch);
    }

    private static String evidence(Stretch stretch) {
        RecordedStatus held = stretch.held();
        Evidence evidence = held == null ? null : held.evidence();
        return evidence == null || evidence == Evidence.OK || stretch.health() == CellState.UP
                ? ""
                : ", " + evidence.word().replace('_', ' ');
    }

    private String delayWords(CellRef cell, Stretch stretch) {
        Delay delay = delay(cell, stretch);
        return delay == null
                ? ""
                : "; " + delay.words() + " after " + delay.cause().words();
    }

    /** As it was measured; of what no stopwatch ran for, such as a suspicion, from the newest thing done that explains it. */
    private @Nullable Delay delay(CellRef cell, Stretch stretch) {
        boolean isDown = stretch.health() == CellState.DOWN;
        Delay measured = isDown ? measured(cell, stretch) : null;
        if (measured != null || !(isDown || stretch.health() == CellState.SUSPECT)) {
            return measured;
        }
        FaultSpan cause = truth.behind(cell, stretch.from());
        return cause == null ? null : new Delay(cause, Detection.time(cause.from(), stretch.from()));
    }

    private @Nullable Delay measured(CellRef cell, Stretch stretch) {
        Detection detection = stopwatches.stoppedBy(cell, stretch.from());
        Duration time = detection == null ? null : detection.detectionTime();
        if (detection == null || time == null) {
            return null;
        }
        Instant failure = detection.outage().from();
        // Down for long before is no answer to what was done.
        boolean isAnswer = !stretch.from().isBefore(failure.minus(GroundTruthModel.TOLERANCE));
        FaultSpan cause = isAnswer ? truth.begunAt(cell, failure) : null;
        return cause == null ? null : new Delay(cause, time);
    }

    /** The lane with the detection time beside each beginning of down that what was done explains, where there is room. */
    LaneSegments noted(LaneSegments strip, TimeWindow window, int columns) {
        CellRef cell = strip.lane().cell();
        List<Note> notes = new ArrayList<>();
        for (Run run : strip.runs()) {
            if (cell != null && run.health() == CellState.DOWN && run.until() - run.from() >= MIN_FOR_NOTE) {
                Instant middle = window.at((run.from() + run.until()) / 2.0 / columns);
                // Of one that begins before the window it is enough to know that it does.
                Stretch stretch = stretch(cell, middle, window.from().minusMillis(1));
                Delay delay = stretch == null ? null : delay(cell, stretch);
                if (stretch != null && delay != null && !stretch.from().isBefore(window.from())) {
                    notes.add(new Note(run.from(), delay.words()));
                }
            }
        }
        return notes.isEmpty() ? strip : new LaneSegments(strip.lane(), strip.runs(), notes);
    }

    private @Nullable Stretch stretch(CellRef cell, Instant at) {
        return stretch(cell, at, Instant.MIN);
    }

    private @Nullable Stretch stretch(CellRef cell, Instant at, Instant earliest) {
        Instant whole = history.begin().orElse(now);
        Instant begin = earliest.isAfter(whole) ? earliest : whole;
        var finder = new Finder(WallMicros.of(at), WallMicros.of(now));
        history.walk(cell.observer(), cell.subject(), WallMicros.of(begin), WallMicros.of(now), finder);
        return finder.found();
    }

    /** Joins neighbours that tell the same, and keeps the one around an instant. */
    private static final class Finder implements MatrixHistory.Visitor {
        private final long at;
        private final long now;
        private long from;
        private long until = Long.MIN_VALUE;
        private @Nullable CellState health;
        private @Nullable RecordedStatus held;
        private @Nullable Stretch found;

        Finder(long at, long now) {
            this.at = at;
            this.now = now;
        }

        @Override
        public void stretch(long begin, long end, Cell.Kind kind, @Nullable RecordedStatus words) {
            CellState next = kind == Cell.Kind.NO_ANSWER || words == null
                    ? kind == Cell.Kind.NO_ANSWER ? CellState.NO_ANSWER : CellState.UNKNOWN
                    : CellState.of(words.status());
            if (next != health || begin != until) {
                from = begin;
                health = next;
                held = words;
            }
            until = end;
            if (from <= at && at <= until && (found == null || from >= WallMicros.of(found.from()))) {
                Instant ended = until >= now ? null : WallMicros.instant(until);
                found = new Stretch(WallMicros.instant(from), ended, next, held);
            }
        }

        @Nullable
        Stretch found() {
            return found;
        }
    }

    /** "all about node2 at 14:03:21.492: 28 of 29 say down, 1 suspect". */
    private String together(BeliefLane lane, Instant at) {
        var moment = new TimeWindow(at, TimeWindow.MIN_SPAN);
        List<Run> runs = new LaneBuilder(history, moment, (int) TimeWindow.MIN_SPAN.toMillis())
                .strip(lane)
                .runs();
        String head = lane.label() + " at " + clock(at) + ": ";
        if (runs.isEmpty() || runs.get(0).from() > 0) {
            return head + "not known";
        }
        Run run = runs.get(0);
        if (run.of() == 0) {
            return head + "no observer answered";
        }
        String down = run.down() + " of " + run.of() + (run.down() == 1 ? " says down" : " say down");
        return head + down + (run.suspect() == 0 ? "" : ", " + run.suspect() + " suspect");
    }

    /** "SIGKILL node2 14:03:21.480 to 14:03:27.100, 5.6 s". */
    private String done(FaultSpan span) {
        Instant until = span.until();
        String end = until == null ? "now" : clock(until);
        Duration length = Duration.between(span.from(), until == null ? now : until);
        return span.words() + " " + clock(span.from()) + " to " + end + ", " + DurationFormat.span(length);
    }

    private String clock(Instant instant) {
        return DurationFormat.clock(instant, zone);
    }
}
