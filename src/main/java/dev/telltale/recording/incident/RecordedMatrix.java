package dev.telltale.recording.incident;

import dev.telltale.incident.ObserverView;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.model.Transition;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The matrix at successive instants, from the recorded changes. A row answers while its observer was recorded. The last
 * heartbeat of a node that is up is taken to be an interval old. Not thread-safe; time does not go back.
 */
final class RecordedMatrix {
    private static final int NANOS_PER_MICRO = 1_000;

    private final List<NodeId> nodes;
    private final HeartbeatSettings heartbeat;
    private final Map<NodeId, Row> rows = new LinkedHashMap<>();

    /** What one observer reports. */
    private static final class Row {
        final Map<NodeId, Cell> cells = new LinkedHashMap<>();
        boolean isWatched;
        boolean wasWatched;

        @Nullable
        Instant recovered;
    }

    /** The newest status of a link, and the statuses that were recorded before it. */
    private static final class Cell {
        final List<ObserverView.Span> spans = new ArrayList<>();

        @Nullable
        Transition newest;

        Instant spanBegin = Instant.MIN;

        @Nullable
        Long incarnation;

        @Nullable
        Instant lastHeartbeat;

        int restarts;
        int flaps;

        Status status() {
            return newest == null ? Status.UNKNOWN : newest.to();
        }

        void closeSpan(Instant at) {
            if (spanBegin.isBefore(at) && status() != Status.UNKNOWN) {
                spans.add(new ObserverView.Span(spanBegin, at, status()));
            }
            spanBegin = at;
        }
    }

    RecordedMatrix(List<NodeId> nodes, HeartbeatSettings heartbeat) {
        this.nodes = nodes;
        this.heartbeat = heartbeat;
        for (NodeId observer : nodes) {
            var row = new Row();
            nodes.stream().filter(node -> !node.equals(observer)).forEach(node -> row.cells.put(node, new Cell()));
            rows.put(observer, row);
        }
    }

    /** The observer is recorded from this instant on, or is not. */
    void watch(NodeId observer, boolean isWatched, Instant at) {
        Row row = rows.get(observer);
        if (row == null || row.isWatched == isWatched) {
            return;
        }
        if (isWatched) {
            row.cells.values().forEach(cell -> cell.spanBegin = at);
            row.recovered = row.wasWatched ? at : null;
        } else {
            row.cells.values().forEach(cell -> cell.closeSpan(at));
        }
        row.isWatched = isWatched;
        row.wasWatched = true;
    }

    /** Another process of the observer begins, which knows nothing yet. */
    void restart(NodeId observer, Instant at) {
        Row row = rows.get(observer);
        if (row != null) {
            row.cells.replaceAll((subject, cell) -> {
                if (row.isWatched) {
                    cell.closeSpan(at);
                }
                var blank = new Cell();
                blank.spans.addAll(cell.spans);
                blank.spanBegin = at;
                return blank;
            });
        }
    }

    /** @param incarnation of the subject at this time; null if not known */
    void apply(Transition change, @Nullable Long incarnation) {
        Row row = rows.get(change.observer());
        Cell cell = row == null ? null : row.cells.get(change.subject());
        if (row == null || cell == null) {
            return;
        }
        if (row.isWatched) {
            cell.closeSpan(change.at());
        }
        boolean wasUp = cell.status() == Status.UP;
        cell.newest = change;
        cell.lastHeartbeat = wasUp || change.to() == Status.UP ? change.at() : cell.lastHeartbeat;
        cell.restarts += change.returned().isRestart() ? 1 : 0;
        cell.flaps = Math.max(cell.flaps, change.returned().flaps());
        boolean isHeard = change.to() == Status.UP || change.returned().isRestart();
        cell.incarnation = isHeard && incarnation != null ? incarnation : cell.incarnation;
    }

    /** The matrix as its observers reported it then. */
    Matrix at(Instant at) {
        Map<NodeId, MatrixRow> all = new HashMap<>();
        rows.forEach((observer, row) -> all.put(observer, row(observer, row, at)));
        return new Matrix(nodes, all);
    }

    private MatrixRow row(NodeId observer, Row row, Instant at) {
        if (!row.wasWatched) {
            return MatrixRow.neverPolled(observer);
        }
        List<PeerReport> peers = new ArrayList<>();
        row.cells.forEach((subject, cell) -> {
            if (cell.newest != null) {
                peers.add(peer(cell, cell.newest, at));
            }
        });
        ClockReading now = reading(at);
        var report = new StatusReport(
                observer,
                new StatusReport.Reporter(null, null, null, heartbeat, null),
                null,
                at,
                null,
                null,
                peers,
                Map.of());
        return new MatrixRow(
                observer,
                report,
                now,
                row.isWatched ? null : "not recorded",
                row.recovered == null || !row.isWatched ? null : reading(row.recovered),
                Duration.ZERO);
    }

    private PeerReport peer(Cell cell, Transition newest, Instant at) {
        Instant asked = at.minus(heartbeat.interval());
        Instant heard = newest.to() == Status.UP && asked.isAfter(newest.at()) ? asked : cell.lastHeartbeat;
        return new PeerReport(
                newest.subject(),
                "",
                cell.incarnation,
                new PeerReport.Current(newest.to(), newest.at(), newest.evidence()),
                new PeerReport.Attempts(heard, asked, null, 0, newest.error(), newest.evidence()),
                new PeerReport.Returns(
                        cell.flaps, cell.restarts, newest.returned().silence()),
                List.of());
    }

    /** Monotonic time that counts from 1970, as in all of a recording. */
    static ClockReading reading(Instant wall) {
        return new ClockReading(WallMicros.of(wall) * NANOS_PER_MICRO, wall);
    }

    /** What each observer reported of a node, while it was recorded. The last spans must have been closed. */
    List<ObserverView> views(NodeId subject) {
        List<ObserverView> views = new ArrayList<>();
        rows.forEach((observer, row) -> {
            Cell cell = row.cells.get(subject);
            if (cell != null) {
                views.add(ObserverView.of(observer, cell.spans));
            }
        });
        return views;
    }
}
