package dev.telltale.text;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Formats lists of names for people. */
public final class NameList {
    private NameList() {}

    /** All names: "node1, node2". */
    public static String of(Collection<?> names) {
        return names.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The first names and the number of the others: "node1, node2 and 13 more". */
    public static String first(int max, List<?> names) {
        int more = names.size() - max;
        return of(names.subList(0, Math.min(max, names.size()))) + (more > 0 ? " and " + more + " more" : "");
    }
}
