package dev.telltale.observe.history;

import dev.telltale.model.Cell;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.StatusReport;
import dev.telltale.time.ClockReading;
import dev.telltale.time.WallMicros;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of every cell of the matrix over time. Stores changes only, with the observer's timestamp converted to
 * our clock. Beyond its capacity it drops the oldest changes; {@link #completeSince} says from when it is complete.
 * Any thread.
 */
public final class MatrixHistory {
    /**
     * Number of changes; more than 30 nodes produce in 10 min if every status changes twice in each interval of 2 s.
     */
    public static final int DEFAULT_CAPACITY = 600_000;

    private static final int MAX_VALUES = 4_000;

    private final List<NodeId> nodes;
    private final int capacity;
    private final Map<NodeId, Integer> indices = new HashMap<>();
    private final TimeSeries[] series;
    private final @Nullable Instant[] stamps;
    private final String[] urls;
    private final InternTable<ObserverState> observerStates = new InternTable<>(MAX_VALUES);
    private final InternTable<RecordedStatus> statuses = new InternTable<>(MAX_VALUES);
    private final EvictionQueue order;
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
        int n = nodes.size();
        series = new TimeSeries[n * n];
        Arrays.setAll(series, i -> new TimeSeries());
        stamps = new Instant[n * n];
        urls = new String[n];
        Arrays.fill(urls, "");
        order = new EvictionQueue();
        for (int i = 0; i < n; i++) {
            indices.put(nodes.get(i), i);
        }
    }

    /** Records the changes in one observer's row, whether it answers or not. Ignores nodes that are not in the list. */
    public synchronized void record(MatrixRow row, ClockReading now) {
        Integer observer = indices.get(row.observer());
        if (observer == null || !row.isPolled()) {
            return;
        }
        StatusReport report = row.report();
        ClockReading answered = row.answered();
        Instant at = row.isAnswering() && answered != null ? answered.wall() : now.wall();
        ObserverState state = ObserverState.of(row);
        int number = observerStates.number(state, state.plain());
        if (series[observerIndex(observer)].newest() != number) {
            add(observerIndex(observer), at, number);
        }
        if (row.isAnswering() && report != null) {
            for (PeerReport peer : report.peers()) {
                Integer subject = indices.get(peer.id());
                if (subject != null && !subject.equals(observer)) {
                    urls[subject] = peer.url();
                    record(row, index(observer, subject), peer, now.wall());
                }
            }
        }
    }

    private void record(MatrixRow row, int index, PeerReport peer, Instant now) {
        var status = new RecordedStatus(peer.status(), peer.evidence(), peer.error());
        TimeSeries cellSeries = series[index];
        boolean isKnown = cellSeries.newest() != TimeSeries.NOTHING
                && statuses.value(cellSeries.newest()).status() == status.status()
                && Objects.equals(stamps[index], peer.since());
        if (!isKnown) {
            stamps[index] = peer.since();
            add(index, StampedTime.of(row, peer.since(), now), statuses.number(status, status.plain()));
        }
    }

    private void add(int index, Instant at, int value) {
        if (order.size() == capacity) {
            droppedUntil = Math.max(droppedUntil, series[order.removeFirst()].dropFirst());
        }
        series[index].add(WallMicros.of(at), value);
        order.add(index);
        begin = begin == null ? at : begin;
        version++;
    }

    private int index(int observer, int subject) {
        return observer * nodes.size() + subject;
    }

    /** The series of the observer's own state; uses the place of the diagonal cell. */
    private int observerIndex(int observer) {
        return index(observer, observer);
    }

    /**
     * Visits the intervals of one cell in a time range, oldest first. Skips the time before the first record.
     *
     * @param fromMicros start of the range in {@link WallMicros}
     * @param untilMicros end of the range, exclusive
     */
    public synchronized void forEachInterval(
            NodeId observer, NodeId subject, long fromMicros, long untilMicros, Visitor visitor) {
        Integer row = indices.get(observer);
        Integer column = indices.get(subject);
        if (row == null || column == null) {
            return;
        }
        TimeSeries observerSeries = series[observerIndex(row)];
        TimeSeries subjectSeries = series[index(row, column)];
        int observerChange = observerSeries.at(fromMicros);
        int cellChange = subjectSeries.at(fromMicros);
        long start = fromMicros;
        while (start < untilMicros) {
            long end = Math.min(
                    untilMicros, Math.min(observerSeries.until(observerChange), subjectSeries.until(cellChange)));
            if (end > start && observerSeries.value(observerChange) != TimeSeries.NOTHING) {
                boolean isSilent = observerStates
                        .value(observerSeries.value(observerChange))
                        .isSilent();
                visitor.interval(
                        start,
                        end,
                        isSilent ? Cell.Kind.NO_ANSWER : Cell.Kind.REPORTED,
                        status(subjectSeries.value(cellChange)));
            }
            start = Math.max(start, end);
            while (observerSeries.until(observerChange) <= start) {
                observerChange++;
            }
            while (subjectSeries.until(cellChange) <= start) {
                cellChange++;
            }
        }
    }

    private @Nullable RecordedStatus status(int number) {
        return number == TimeSeries.NOTHING ? null : statuses.value(number);
    }

    /**
     * The matrix at an instant, with the verdict of one detector in each cell. Its ages are valid for that
     * instant.
     */
    public synchronized Matrix matrixAt(ClockReading at) {
        var past = new PastMatrix(nodes, at);
        long instant = WallMicros.of(at.wall());
        for (int observer = 0; observer < nodes.size(); observer++) {
            TimeSeries observerSeries = series[observerIndex(observer)];
            int change = observerSeries.at(instant);
            if (observerSeries.value(change) != TimeSeries.NOTHING) {
                ObserverState state = observerStates.value(observerSeries.value(change));
                // Status changes during a silence became known here later, so they are not part of the matrix.
                long reported = state.isSilent() ? silentSince(observerSeries, change) : instant;
                past.begin(nodes.get(observer), state, reported);
                for (int subject = 0; subject < nodes.size(); subject++) {
                    TimeSeries subjectSeries = series[index(observer, subject)];
                    RecordedStatus status =
                            subject == observer ? null : status(subjectSeries.value(subjectSeries.at(reported)));
                    if (status != null) {
                        past.add(
                                nodes.get(subject),
                                urls[subject],
                                status,
                                subjectSeries.since(subjectSeries.at(reported)));
                    }
                }
                past.end();
            }
        }
        return past.matrix();
    }

    /** The start of the silence, which may consist of several intervals with different reasons. */
    private long silentSince(TimeSeries observerSeries, int change) {
        int first = change;
        while (first >= 0
                && observerSeries.value(first - 1) != TimeSeries.NOTHING
                && observerStates.value(observerSeries.value(first - 1)).isSilent()) {
            first--;
        }
        return observerSeries.since(first);
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
        return order.bytes()
                + Arrays.stream(series).mapToLong(TimeSeries::bytes).sum();
    }
}
