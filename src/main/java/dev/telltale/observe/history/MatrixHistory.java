package dev.telltale.observe.history;

import dev.telltale.model.Cell;
import dev.telltale.model.DetectorKind;
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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of every cell of the matrix over time. Stores changes only, with timestamps by our clock. Beyond its
 * capacity it drops the oldest changes; {@link #completeSince} says from when it is complete. Any thread.
 */
public final class MatrixHistory {
    /**
     * Number of changes; more than 30 nodes produce in 10 min if every status changes twice in each interval of 2 s.
     */
    public static final int DEFAULT_CAPACITY = 600_000;

    private static final int MAX_VALUES = 4_000;

    private final List<NodeId> nodes;
    private final int capacity;
    private final Map<NodeId, RowHistory> rows = new LinkedHashMap<>();
    private final Map<NodeId, String> urls = new HashMap<>();
    private final InternTable<ObserverState> observerStates = new InternTable<>(MAX_VALUES);
    private final InternTable<RecordedStatus> statuses = new InternTable<>(MAX_VALUES);
    /** The series of each stored change, in order of recording. */
    private final Deque<TimeSeries<?>> order = new ArrayDeque<>();

    private @Nullable Instant begin;
    private long droppedUntil = Long.MIN_VALUE;
    private long version;

    /** Receives the intervals of one cell. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Called for one interval; consecutive intervals may have the same content.
         *
         * @param fromMicros start in {@link WallMicros}
         * @param untilMicros end in {@link WallMicros}, exclusive
         * @param status the observer's last report if it does not answer; null if there was none
         */
        void interval(long fromMicros, long untilMicros, Cell.Kind kind, @Nullable RecordedStatus status);
    }

    /** @param capacity the maximum number of changes */
    public MatrixHistory(List<NodeId> nodes, int capacity) {
        this.nodes = List.copyOf(nodes);
        this.capacity = capacity;
        nodes.forEach(node -> rows.put(node, new RowHistory(node, nodes)));
    }

    /**
     * Records the changes in one observer's row, whether it answers or not; its timestamps are by our clock. Ignores
     * nodes that are not in the list.
     */
    public synchronized void record(MatrixRow row, ClockReading now) {
        RowHistory history = rows.get(row.observer());
        if (history == null || !row.isPolled()) {
            return;
        }
        StatusReport report = row.report();
        Instant arrived = row.answered() == null ? now.wall() : row.answered().wall();
        ObserverState observed = ObserverState.of(row);
        ObserverState state = observerStates.intern(observed, observed.plain());
        if (!state.equals(history.states().newest())) {
            add(history.states(), row.isAnswering() ? arrived : now.wall(), state);
        }
        if (row.isAnswering() && report != null) {
            for (PeerReport peer : report.peers()) {
                RowHistory.CellHistory cell = history.cell(peer.id());
                if (cell != null) {
                    urls.put(peer.id(), peer.url());
                    record(cell, peer, arrived);
                }
            }
        }
    }

    private void record(RowHistory.CellHistory cell, PeerReport peer, Instant arrived) {
        RecordedStatus newest = cell.statuses.newest();
        Instant since = peer.since();
        if (newest == null || newest.status() != peer.status() || !Objects.equals(cell.stamp, since)) {
            var status = new RecordedStatus(
                    peer.status(), peer.evidence(), peer.attempts().error());
            cell.stamp = since;
            // A timestamp may be later than its arrival by the error of the clock correction.
            Instant at = since == null || since.isAfter(arrived) ? arrived : since;
            add(cell.statuses, at, statuses.intern(status, status.plain()));
        }
    }

    /** Records one change, as a recording has it; ignores nodes that are not in the list. */
    public synchronized void record(Transition change) {
        RowHistory.CellHistory cell = cell(change.observer(), change.subject());
        if (cell != null && (change.from() != change.to() || cell.statuses.newest() == null)) {
            add(cell, change.at(), new RecordedStatus(change.to(), change.evidence(), change.error()));
        }
    }

    private RowHistory.@Nullable CellHistory cell(NodeId observer, NodeId subject) {
        RowHistory row = rows.get(observer);
        return row == null ? null : row.cell(subject);
    }

    /**
     * Records that an observer tells its statuses from this instant on, or why it does not.
     *
     * @param silence a sentence without a full stop; null if it tells them
     * @param detector whose verdicts are the statuses
     * @param settings of the observer
     */
    public synchronized void recordObserver(
            NodeId observer, Instant at, @Nullable String silence, DetectorKind detector, HeartbeatSettings settings) {
        RowHistory row = rows.get(observer);
        var state = new ObserverState(silence, detector.id(), null, settings);
        if (row != null && !state.equals(row.states().newest())) {
            add(row.states(), at, observerStates.intern(state, state.plain()));
        }
    }

    /** Records that all statuses of an observer are unknown from this instant on, but those that it never had. */
    public synchronized void reset(NodeId observer, Instant at) {
        for (NodeId subject : nodes) {
            RowHistory.CellHistory cell = cell(observer, subject);
            RecordedStatus newest = cell == null ? null : cell.statuses.newest();
            if (cell != null && newest != null && newest.status() != Status.UNKNOWN) {
                add(cell, at, new RecordedStatus(Status.UNKNOWN, null, null));
            }
        }
    }

    private void add(RowHistory.CellHistory cell, Instant at, RecordedStatus status) {
        cell.stamp = at;
        add(cell.statuses, at, statuses.intern(status, status.plain()));
    }

    private <T> void add(TimeSeries<T> series, Instant at, T value) {
        if (order.size() == capacity) {
            droppedUntil = Math.max(droppedUntil, order.removeFirst().dropFirst());
        }
        series.add(WallMicros.of(at), value);
        order.addLast(series);
        begin = begin == null ? at : begin;
        version++;
    }

    /**
     * Visits the intervals of one cell in a time range, oldest first. Skips the time before the first record.
     *
     * @param fromMicros start of the range in {@link WallMicros}
     * @param untilMicros end of the range, exclusive
     */
    public synchronized void forEachInterval(
            NodeId observer, NodeId subject, long fromMicros, long untilMicros, Visitor visitor) {
        RowHistory row = rows.get(observer);
        if (row != null) {
            row.forEachInterval(subject, fromMicros, untilMicros, visitor);
        }
    }

    /**
     * The matrix at an instant, with the verdict of one detector in each cell. Its ages are valid for that
     * instant.
     */
    public synchronized Matrix matrixAt(ClockReading at) {
        Map<NodeId, MatrixRow> past = new HashMap<>();
        rows.forEach((observer, row) ->
                row.rowAt(at, subject -> urls.getOrDefault(subject, "")).ifPresent(found -> past.put(observer, found)));
        return new Matrix(nodes, past);
    }

    public List<NodeId> nodes() {
        return nodes;
    }

    /** The instant from which the history is complete; empty if nothing was dropped. */
    public synchronized Optional<Instant> completeSince() {
        return droppedUntil == Long.MIN_VALUE ? Optional.empty() : Optional.of(WallMicros.instant(droppedUntil));
    }

    /** The start of the history; empty before the first record. */
    public synchronized Optional<Instant> begin() {
        return completeSince().or(() -> Optional.ofNullable(begin));
    }

    /** Increases with every recorded change. */
    public synchronized long version() {
        return version;
    }

    /** The number of changes stored. */
    public synchronized int size() {
        return order.size();
    }

    /** Memory used by the stored changes, in bytes. */
    synchronized long bytes() {
        return (long) order.size() * Integer.BYTES
                + rows.values().stream().mapToLong(RowHistory::bytes).sum();
    }
}
