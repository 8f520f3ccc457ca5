package dev.telltale.observe.history;

import dev.telltale.model.Cell;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The states of one observer and the statuses that it reported over time. Not thread-safe. */
final class RowHistory {
    private final NodeId observer;
    private final TimeSeries<ObserverState> states = new TimeSeries<>();
    private final Map<NodeId, CellHistory> cells = new LinkedHashMap<>();

    /** The statuses of one cell, and the timestamp of the newest one as the observer wrote it. */
    static final class CellHistory {
        final TimeSeries<RecordedStatus> statuses = new TimeSeries<>();

        @Nullable
        Instant stamp;
    }

    RowHistory(NodeId observer, List<NodeId> nodes) {
        this.observer = observer;
        nodes.stream().filter(node -> !node.equals(observer)).forEach(node -> cells.put(node, new CellHistory()));
    }

    TimeSeries<ObserverState> states() {
        return states;
    }

    /** The cell of this subject; null for the observer itself and for other nodes. */
    @Nullable
    CellHistory cell(NodeId subject) {
        return cells.get(subject);
    }

    long bytes() {
        return Stream.concat(Stream.of(states), cells.values().stream().map(cell -> cell.statuses))
                .mapToLong(TimeSeries::bytes)
                .sum();
    }

    /** Visits the intervals of one cell as {@link MatrixHistory#forEachInterval} does. */
    void forEachInterval(NodeId subject, long fromMicros, long untilMicros, MatrixHistory.Visitor visitor) {
        CellHistory cell = cells.get(subject);
        if (cell == null) {
            return;
        }
        TimeSeries<RecordedStatus> statuses = cell.statuses;
        int stateIndex = states.at(fromMicros);
        int statusIndex = statuses.at(fromMicros);
        long start = fromMicros;
        while (start < untilMicros) {
            long end = Math.min(untilMicros, Math.min(states.until(stateIndex), statuses.until(statusIndex)));
            ObserverState state = states.value(stateIndex);
            if (end > start && state != null) {
                Cell.Kind kind = state.isSilent() ? Cell.Kind.NO_ANSWER : Cell.Kind.REPORTED;
                visitor.interval(start, end, kind, statuses.value(statusIndex));
            }
            start = Math.max(start, end);
            while (states.until(stateIndex) <= start) {
                stateIndex++;
            }
            while (statuses.until(statusIndex) <= start) {
                statusIndex++;
            }
        }
    }

    /**
     * The row at an instant, with the verdicts of one detector only; empty before the first record.
     *
     * @param url the URL of a subject
     */
    Optional<MatrixRow> rowAt(ClockReading at, Function<NodeId, String> url) {
        long instant = WallMicros.of(at.wall());
        int index = states.at(instant);
        ObserverState state = states.value(index);
        if (state == null) {
            return Optional.empty();
        }
        // Status changes during a silence became known here later, so they are not part of the row.
        long reported = state.isSilent() ? silentSince(index) : instant;
        @Nullable
        DetectorKind detector = Optional.ofNullable(state.detector())
                .flatMap(DetectorKind::parse)
                .orElse(null);
        List<PeerReport> peers = new ArrayList<>();
        cells.forEach((subject, cell) -> {
            int statusIndex = cell.statuses.at(reported);
            RecordedStatus status = cell.statuses.value(statusIndex);
            if (status != null) {
                Instant since = WallMicros.instant(cell.statuses.since(statusIndex));
                peers.add(peer(subject, url.apply(subject), status, since, detector));
            }
        });
        if (state.isSilent() && peers.isEmpty()) {
            return Optional.of(new MatrixRow(observer, null, null, state.silence()));
        }
        Instant wall = WallMicros.instant(reported);
        ClockReading answered = at.at(wall);
        var report = new StatusReport(
                observer,
                new StatusReport.Reporter(null, null, null, state.settings(), state.detector()),
                null,
                wall,
                null,
                state.health(),
                peers,
                Map.of());
        return Optional.of(new MatrixRow(observer, report, answered, state.silence()));
    }

    private static PeerReport peer(
            NodeId subject, String url, RecordedStatus recorded, Instant since, @Nullable DetectorKind detector) {
        List<DetectorVerdict> verdicts = detector == null
                ? List.of()
                : List.of(new DetectorVerdict(
                        detector, recorded.status(), since, recorded.evidence(), null, null, null, List.of()));
        return new PeerReport(
                subject,
                url,
                null,
                new PeerReport.Current(recorded.status(), since, recorded.evidence()),
                new PeerReport.Attempts(null, null, null, 0, recorded.error(), recorded.evidence()),
                PeerReport.Returns.NONE,
                verdicts);
    }

    /** The start of the silence, which may consist of several intervals with different reasons. */
    private long silentSince(int index) {
        int first = index;
        while (first >= 0 && isSilent(first - 1)) {
            first--;
        }
        return states.since(first);
    }

    private boolean isSilent(int index) {
        ObserverState state = states.value(index);
        return state != null && state.isSilent();
    }
}
