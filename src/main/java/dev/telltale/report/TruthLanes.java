package dev.telltale.report;

import dev.telltale.fault.Link;
import dev.telltale.scenario.run.RunResult;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was done, in as many rows as it takes to write each word beside its bar. */
final class TruthLanes {
    private static final int MAX_WORD_LENGTH = 48;
    /** Of the drawing's small letters, on the safe side. */
    private static final double LETTER = 6.4;

    private static final double GAP = 6;

    private final TimeScale scale;
    private final Map<Object, List<Row>> rows = new LinkedHashMap<>();

    private TruthLanes(TimeScale scale) {
        this.scale = scale;
    }

    /**
     * A deed where it is drawn; its word begins with the bar, or ends with the drawing.
     *
     * @param taken where bar and word have both ended
     */
    record Bar(InjectedFault done, double x, double end, double taken, boolean isWordAtEnd) {
        /** No longer than fits into a short run. */
        String word() {
            return TruthLanes.word(done);
        }

        double width() {
            return end - x;
        }
    }

    /** @param name to whom it was done; empty if the row above says so */
    record Row(String name, List<Bar> bars) {
        private double taken() {
            return bars.isEmpty() ? 0 : bars.get(bars.size() - 1).taken();
        }
    }

    static List<Row> of(RunResult story, TimeScale scale) {
        var lanes = new TruthLanes(scale);
        for (InjectedFault done : story.done()) {
            done.nodes().forEach(node -> lanes.place(node, node.toString(), done));
            if (!done.links().isEmpty()) {
                lanes.place(Set.copyOf(done.links()), name(done.links()), done);
            }
        }
        return lanes.rows.values().stream().flatMap(List::stream).toList();
    }

    private static String word(InjectedFault done) {
        String label = done.label();
        return label.length() <= MAX_WORD_LENGTH ? label : label.substring(0, MAX_WORD_LENGTH - 1) + "…";
    }

    private static String name(List<Link> links) {
        return links.size() == 1 ? links.get(0).toString() : links.size() + " links";
    }

    private void place(Object to, String name, InjectedFault done) {
        Instant until = done.until() == null ? scale.end() : done.until();
        double x = scale.x(done.from());
        double end = Math.max(x + 2, scale.x(until));
        double word = word(done).length() * LETTER + 2 * GAP;
        boolean isWordAtEnd = x + word > scale.right();
        double from = isWordAtEnd ? Math.min(x, scale.right() - word) : x;
        List<Row> mine = rows.computeIfAbsent(to, unused -> new ArrayList<>());
        Row row = mine.stream().filter(one -> one.taken() <= from).findFirst().orElse(null);
        if (row == null) {
            row = new Row(mine.isEmpty() ? name : "", new ArrayList<>());
            mine.add(row);
        }
        row.bars().add(new Bar(done, x, end, Math.max(end, x + word), isWordAtEnd));
    }
}
