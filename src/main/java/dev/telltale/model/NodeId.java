package dev.telltale.model;

import dev.telltale.text.SafeText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a node, unique in its cluster: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, safe in file names, URLs and logs. */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The word for every node in an order. */
    public static final NodeId ALL = new NodeId("all");

    public NodeId {
        name("a node id", value);
    }

    /**
     * The value, if it has the characters of a node id, so that it can name files: so have the names of clusters and scenarios.
     *
     * @param what stands in the complaint: "a node id"
     * @throws IllegalArgumentException with one sentence
     */
    public static String name(String what, String value) {
        // "." and ".." match the pattern but name folders.
        if (!VALID.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    what + " is 1 to 64 letters, digits, dots, underscores or hyphens, found " + SafeText.of(value));
        }
        return value;
    }

    /**
     * The id of a node that may be named in an order.
     *
     * @throws IllegalArgumentException with the reason if an order would read the word as something else
     */
    public static NodeId ofMember(String value) {
        if (value.equals(ALL.value)) {
            throw new IllegalArgumentException(
                    "found " + SafeText.of(value) + ", which orders read as every node; choose another id");
        }
        if (value.startsWith("-")) {
            throw new IllegalArgumentException("found " + SafeText.of(value)
                    + ", which orders read as an option; choose an id that begins with another character");
        }
        return new NodeId(value);
    }

    // By hand, as NodeId keys the maps of every node: what a record makes itself is put together at run time, which
    // costs
    // each node process time and memory at its start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
