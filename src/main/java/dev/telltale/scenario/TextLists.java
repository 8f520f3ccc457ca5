package dev.telltale.scenario;

import dev.telltale.model.NodeId;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats lists and shares for sentences. */
public final class TextLists {
    private TextLists() {}

    /** "node1, node2". */
    public static String list(Collection<NodeId> nodes) {
        return nodes.stream().map(NodeId::value).collect(Collectors.joining(", "));
    }

    /** Formats a share from 0 to 1: "30 %", "12.5 %". */
    static String percent(double share) {
        double percent = share * 100;
        boolean isWhole = Math.abs(percent - Math.rint(percent)) < 1e-9;
        return String.format(Locale.ROOT, isWhole ? "%.0f %%" : "%.1f %%", percent);
    }
}
