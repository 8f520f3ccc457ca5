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

/** Places injected faults in rows, so that each label has space beside its bar. */
final class TruthLanes {
    private static final int MAX_LABEL_LENGTH = 48;
    /** Upper estimate of the width of a character, in pixels. */
    private static final double CHARACTER_WIDTH = 6.4;

    private static final double GAP = 6;

    private final TimeScale scale;
    private final Map<Object, List<Row>> rows = new LinkedHashMap<>();

    private TruthLanes(TimeScale scale) {
        this.scale = scale;
    }

    /**
     * A fault at its x coordinates. Its label starts at the bar or ends at the right edge of the drawing.
     *
     * @param occupiedTo the right end of bar and label
     */
    record Bar(InjectedFault fault, double x, double end, double occupiedTo, boolean isLabelAtEnd) {
        /** The label, shortened to {@link #MAX_LABEL_LENGTH} characters. */
        String label() {
            return TruthLanes.label(fault);
        }

        double width() {
            return end - x;
        }
    }

    /** @param name the node or links; empty if the same as in the row above */
    record Row(String name, List<Bar> bars) {
        private double occupiedTo() {
            return bars.isEmpty() ? 0 : bars.get(bars.size() - 1).occupiedTo();
        }
    }

    static List<Row> of(RunResult run, TimeScale scale) {
        var lanes = new TruthLanes(scale);
        for (InjectedFault fault : run.faults()) {
            fault.nodes().forEach(node -> lanes.place(node, node.toString(), fault));
            if (!fault.links().isEmpty()) {
                lanes.place(Set.copyOf(fault.links()), name(fault.links()), fault);
            }
        }
        return lanes.rows.values().stream().flatMap(List::stream).toList();
    }

    private static String label(InjectedFault fault) {
        String label = fault.label();
        return label.length() <= MAX_LABEL_LENGTH ? label : label.substring(0, MAX_LABEL_LENGTH - 1) + "…";
    }

    private static String name(List<Link> links) {
        return links.size() == 1 ? links.get(0).toString() : links.size() + " links";
    }

    private void place(Object target, String name, InjectedFault fault) {
        Instant until = fault.until() == null ? scale.end() : fault.until();
        double x = scale.x(fault.from());
        double end = Math.max(x + 2, scale.x(until));
        double labelWidth = label(fault).length() * CHARACTER_WIDTH + 2 * GAP;
        boolean isLabelAtEnd = x + labelWidth > scale.right();
        double from = isLabelAtEnd ? Math.min(x, scale.right() - labelWidth) : x;
        List<Row> ofTarget = rows.computeIfAbsent(target, unused -> new ArrayList<>());
        Row row = ofTarget.stream()
                .filter(one -> one.occupiedTo() <= from)
                .findFirst()
                .orElse(null);
        if (row == null) {
            row = new Row(ofTarget.isEmpty() ? name : "", new ArrayList<>());
            ofTarget.add(row);
        }
        row.bars().add(new Bar(fault, x, end, Math.max(end, x + labelWidth), isLabelAtEnd));
    }
}
