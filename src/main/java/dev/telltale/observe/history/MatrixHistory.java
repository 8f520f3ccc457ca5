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
 * What every observer held of every subject, and when: only changes are kept, by the observer's own stamp where its clock
 * allows it. Bounded: of more marks than it may hold the oldest go, and it knows since when it is whole. Any thread.
 */
public final class MatrixHistory {
    /** Ten minutes of 30 nodes that all change their mind about all others twice in each interval of 2 s, and more. */
    public static final int ENOUGH_MARKS = 600_000;

    private static final int MAX_WORDS = 4_000;

    private final List<NodeId> nodes;
    private final int most;
    private final Map<NodeId, Integer> places = new HashMap<>();
    private final TimeSeries[] tracks;
    private final @Nullable Instant[] stamps;
    private final String[] urls;
    private final InternTable<ObserverState> presences = new InternTable<>(MAX_WORDS);
    private final InternTable<RecordedStatus> beliefs = new InternTable<>(MAX_WORDS);
    private final EvictionQueue order;
    private @Nullable Instant begin;
    private long droppedUntil = Long.MIN_VALUE;
    private long version;

    /** Told of one stretch of time; instants are in {@link WallMicros}. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Neighbouring stretches may tell the same.
         *
         * @param held its last words where the observer does not answer; null if there were none
         */
        void stretch(long from, long until, Cell.Kind kind, @Nullable RecordedStatus held);
    }

    public MatrixHistory(List<NodeId> nodes, int most) {
        this.nodes = List.copyOf(nodes);
        this.most = most;
        int n = nodes.size();
        tracks = new TimeSeries[n * n];
        Arrays.setAll(tracks, i -> new TimeSeries());
        stamps = new Instant[n * n];
        urls = new String[n];
        Arrays.fill(urls, "");
        order = new EvictionQueue();
        for (int i = 0; i < n; i++) {
            places.put(nodes.get(i), i);
        }
    }

    /** Learns what one observer's row tells now, whether it answers or not; of other nodes than its own it keeps nothing. */
    public synchronized void take(MatrixRow row, ClockReading now) {
        Integer observer = places.get(row.observer());
        if (observer == null || !row.isAsked()) {
            return;
        }
        StatusReport report = row.report();
        ClockReading answered = row.answered();
        Instant at = row.isAnswering() && answered != null ? answered.wall() : now.wall();
        ObserverState presence = ObserverState.of(row);
        int number = presences.number(presence, presence.plain());
        if (tracks[observer(observer)].newest() != number) {
            mark(observer(observer), at, number);
        }
        if (row.isAnswering() && report != null) {
            for (PeerReport peer : report.peers()) {
                Integer subject = places.get(peer.id());
                if (subject != null && !subject.equals(observer)) {
                    urls[subject] = peer.url();
                    take(row, lane(observer, subject), peer, now.wall());
                }
            }
        }
    }

    private void take(MatrixRow row, int lane, PeerReport peer, Instant now) {
        var held = new RecordedStatus(peer.status(), peer.evidence(), peer.error());
        TimeSeries track = tracks[lane];
        boolean isKnown = track.newest() != TimeSeries.NOTHING
                && beliefs.value(track.newest()).status() == held.status()
                && Objects.equals(stamps[lane], peer.since());
        if (!isKnown) {
            stamps[lane] = peer.since();
            mark(lane, StampedTime.of(row, peer.since(), now), beliefs.number(held, held.plain()));
        }
    }

    private void mark(int lane, Instant at, int value) {
        if (order.size() == most) {
            droppedUntil = Math.max(droppedUntil, tracks[order.removeFirst()].dropFirst());
        }
        tracks[lane].add(WallMicros.of(at), value);
        order.add(lane);
        begin = begin == null ? at : begin;
        version++;
    }

    private int lane(int observer, int subject) {
        return observer * nodes.size() + subject;
    }

    /** Where a cell would be of what a node holds of itself stands how it was there. */
    private int observer(int observer) {
        return lane(observer, observer);
    }

    /** Tells all that is known of the pair between two instants, oldest first; the time before the watch is left out. */
    public synchronized void walk(NodeId observer, NodeId subject, long from, long until, Visitor visitor) {
        Integer row = places.get(observer);
        Integer column = places.get(subject);
        if (row == null || column == null) {
            return;
        }
        TimeSeries there = tracks[observer(row)];
        TimeSeries cell = tracks[lane(row, column)];
        int presence = there.at(from);
        int belief = cell.at(from);
        long start = from;
        while (start < until) {
            long end = Math.min(until, Math.min(there.until(presence), cell.until(belief)));
            if (end > start && there.value(presence) != TimeSeries.NOTHING) {
                boolean isSilent = presences.value(there.value(presence)).isSilent();
                visitor.stretch(
                        start, end, isSilent ? Cell.Kind.NO_ANSWER : Cell.Kind.BELIEF, held(cell.value(belief)));
            }
            start = Math.max(start, end);
            while (there.until(presence) <= start) {
                presence++;
            }
            while (cell.until(belief) <= start) {
                belief++;
            }
        }
    }

    private @Nullable RecordedStatus held(int number) {
        return number == TimeSeries.NOTHING ? null : beliefs.value(number);
    }

    /** Who saw whom at that moment, with what the deciding detectors held. Ages are right at that moment only. */
    public synchronized Matrix matrixAt(ClockReading at) {
        var past = new PastMatrix(nodes, at);
        long instant = WallMicros.of(at.wall());
        for (int observer = 0; observer < nodes.size(); observer++) {
            TimeSeries there = tracks[observer(observer)];
            int mark = there.at(instant);
            if (there.value(mark) != TimeSeries.NOTHING) {
                ObserverState presence = presences.value(there.value(mark));
                // What it came to hold in its silence was learnt later.
                long spoken = presence.isSilent() ? silentSince(there, mark) : instant;
                past.begin(nodes.get(observer), presence, spoken);
                for (int subject = 0; subject < nodes.size(); subject++) {
                    TimeSeries cell = tracks[lane(observer, subject)];
                    RecordedStatus held = subject == observer ? null : held(cell.value(cell.at(spoken)));
                    if (held != null) {
                        past.add(nodes.get(subject), urls[subject], held, cell.since(cell.at(spoken)));
                    }
                }
                past.end();
            }
        }
        return past.matrix();
    }

    /** It may be silent for one reason after the other. */
    private long silentSince(TimeSeries there, int mark) {
        int first = mark;
        while (first >= 0
                && there.value(first - 1) != TimeSeries.NOTHING
                && presences.value(there.value(first - 1)).isSilent()) {
            first--;
        }
        return there.since(first);
    }

    public List<NodeId> nodes() {
        return nodes;
    }

    /** Since when everything is kept; empty if nothing had to go yet. */
    public synchronized Optional<Instant> wholeSince() {
        return droppedUntil == Long.MIN_VALUE ? Optional.empty() : Optional.of(WallMicros.instant(droppedUntil));
    }

    /** The first instant that can be told of; empty before any node was heard of. */
    public synchronized Optional<Instant> begin() {
        return wholeSince().or(() -> Optional.ofNullable(begin));
    }

    /** Grows with every change. */
    public synchronized long version() {
        return version;
    }

    /** How many changes are kept. */
    public synchronized int marks() {
        return order.size();
    }

    /** What the marks take in memory, counted. */
    synchronized long bytes() {
        return order.bytes()
                + Arrays.stream(tracks).mapToLong(TimeSeries::bytes).sum();
    }
}
