package dev.telltale.report;

import dev.telltale.fault.Link;
import dev.telltale.scenario.run.RunResult.InjectedFault;
import dev.telltale.timeline.RowPacker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Places injected faults in rows of their node or links, so that each label has space beside its bar. */
final class FaultRows {
    private static final int MAX_LABEL_LENGTH = 48;
    /** Upper estimate of the width of a character, in pixels. */
    private static final double CHARACTER_WIDTH = 6.4;

    private static final double GAP = 6;

    private final TimeScale scale;
    private final Map<Object, Target> targets = new LinkedHashMap<>();

    private FaultRows(TimeScale scale) {
        this.scale = scale;
    }

    /** A fault at its x coordinates. Its label starts at the bar or ends at the right edge of the drawing. */
    record Bar(InjectedFault fault, double x, double end, String label, boolean isLabelAtEnd) {}

    /** @param name the node or links; empty if the same as in the row above */
    record Row(String name, List<Bar> bars) {}

    /** The rows of one node or set of links. */
    private record Target(RowPacker<Double> packer, List<Row> rows) {}

    static List<Row> of(List<InjectedFault> faults, TimeScale scale) {
        var rows = new FaultRows(scale);
        for (InjectedFault fault : faults) {
            fault.nodes().forEach(node -> rows.place(node, node.toString(), fault));
            if (!fault.links().isEmpty()) {
                rows.place(Set.copyOf(fault.links()), name(fault.links()), fault);
            }
        }
        return rows.targets.values().stream()
                .flatMap(target -> target.rows().stream())
                .toList();
    }

    private static String label(InjectedFault fault) {
        String label = fault.label();
        return label.length() <= MAX_LABEL_LENGTH ? label : label.substring(0, MAX_LABEL_LENGTH - 1) + "…";
    }

    private static String name(List<Link> links) {
        return links.size() == 1 ? links.get(0).toString() : links.size() + " links";
    }

    private void place(Object key, String name, InjectedFault fault) {
        String label = label(fault);
        double x = scale.x(fault.from());
        double end = Math.max(x + 2, scale.x(fault.until()));
        double labelWidth = label.length() * CHARACTER_WIDTH + 2 * GAP;
        boolean isLabelAtEnd = x + labelWidth > scale.right();
        double from = isLabelAtEnd ? Math.min(x, scale.right() - labelWidth) : x;
        Target target = targets.computeIfAbsent(
                key, unused -> new Target(new RowPacker<>(Integer.MAX_VALUE), new ArrayList<>()));
        int row = target.packer().add(from, Math.max(end, x + labelWidth));
        if (row == target.rows().size()) {
            target.rows().add(new Row(row == 0 ? name : "", new ArrayList<>()));
        }
        target.rows().get(row).bars().add(new Bar(fault, x, end, label, isLabelAtEnd));
    }
}
