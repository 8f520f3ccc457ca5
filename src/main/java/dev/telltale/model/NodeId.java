package dev.telltale.model;

import dev.telltale.text.SafeText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a node, unique in its cluster: 1 to 64 of {@code A-Z a-z 0-9 . _ -}, safe in file names, URLs and logs. */
public record NodeId(String value) implements Comparable<NodeId> {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Stands for every node on the command line; not allowed as the id of a node. */
    public static final NodeId ALL = new NodeId("all");

    public NodeId {
        name("a node id", value);
    }

    /**
     * Checks that a name has the characters of a node id, so that it is safe as a file name, and returns it. Also
     * used for the names of clusters and scenarios.
     *
     * @param what the kind of name, for the error message: "a node id"
     * @throws IllegalArgumentException with a message for the user if it has not
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
     * The id of a cluster member: a node id that is not ambiguous on the command line.
     *
     * @throws IllegalArgumentException with a message for the user if the command line would read it as "all nodes"
     *     or as an option
     */
    public static NodeId ofMember(String value) {
        if (value.equals(ALL.value)) {
            throw new IllegalArgumentException(
                    "found " + SafeText.of(value) + ", which commands read as every node; choose another id");
        }
        if (value.startsWith("-")) {
            throw new IllegalArgumentException("found " + SafeText.of(value)
                    + ", which commands read as an option; choose an id that begins with another character");
        }
        return new NodeId(value);
    }

    // Written by hand: a record's own equals and hashCode are linked at run time, which costs each node process time
    // and
    // memory at its start.
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
