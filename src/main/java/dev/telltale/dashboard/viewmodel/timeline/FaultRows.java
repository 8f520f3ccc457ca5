package dev.telltale.dashboard.viewmodel.timeline;

import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.OutageIndex;
import dev.telltale.model.NodeId;
import dev.telltale.timeline.RowPacker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Faults and outages packed into as few rows as possible without overlap. At most four rows: spans that would need more
 * overlap in the last row. Immutable.
 *
 * @param outages what the rows are made of, with the faults
 * @param placed ordered by beginning
 * @param rows at least 1
 */
public record FaultRows(OutageIndex outages, List<FaultInterval> faults, List<Placed> placed, int rows) {
    private static final int MAX_ROWS = 4;

    /** A span and its row, from 0 at the top. */
    public record Placed(FaultSpan span, int row) {}

    /** Places the process outages and the injected faults. */
    static FaultRows of(OutageIndex outages, List<FaultInterval> faults, List<NodeId> nodes) {
        List<FaultSpan> spans = Stream.concat(
                        outages.failures().stream()
                                .filter(recorded -> recorded.outage().kind().isOfProcess())
                                .map(recorded -> FaultSpan.of(recorded, nodes)),
                        faults.stream().map(interval -> FaultSpan.of(interval, nodes)))
                .sorted(Comparator.comparing(FaultSpan::from).thenComparing(FaultSpan::words))
                .toList();
        var packer = new RowPacker<Instant>(MAX_ROWS);
        List<Placed> placed = new ArrayList<>(spans.size());
        for (FaultSpan span : spans) {
            Instant end = span.until() == null ? Instant.MAX : span.until();
            placed.add(new Placed(span, packer.add(span.from(), end)));
        }
        return new FaultRows(outages, faults, placed, Math.max(1, packer.rows()));
    }

    /** Whether the rows are made of this ground truth. */
    boolean isOf(OutageIndex newestOutages, List<FaultInterval> newestFaults) {
        return outages.equals(newestOutages) && faults.equals(newestFaults);
    }

    /** The newest span at that instant that affects the cell; null if there is none. */
    @Nullable
    FaultSpan covering(CellRef cell, Instant at) {
        return newest(one -> one.span().covers(at) && one.span().affects(cell));
    }

    /** The span that begins at exactly that instant and affects the cell; null if there is none. */
    @Nullable
    FaultSpan begunAt(CellRef cell, Instant from) {
        return newest(one -> one.span().from().equals(from) && one.span().affects(cell));
    }

    /** The newest span in that row at that instant, or null. */
    @Nullable
    FaultSpan at(int row, Instant at) {
        return newest(one -> one.row() == row && one.span().covers(at));
    }

    private @Nullable FaultSpan newest(Predicate<Placed> condition) {
        // Ordered by beginning; most queries are about the last few spans.
        for (int i = placed.size() - 1; i >= 0; i--) {
            if (condition.test(placed.get(i))) {
                return placed.get(i).span();
            }
        }
        return null;
    }

    /** The next beginning or end of a span. */
    Optional<Instant> edgeAfter(Instant at) {
        return edges().filter(edge -> edge.isAfter(at)).min(Instant::compareTo);
    }

    /** The previous beginning or end of a span. */
    Optional<Instant> edgeBefore(Instant at) {
        return edges().filter(edge -> edge.isBefore(at)).max(Instant::compareTo);
    }

    private Stream<Instant> edges() {
        return placed.stream()
                .flatMap(one -> Stream.of(one.span().from(), one.span().until()))
                .filter(Objects::nonNull);
    }
}
