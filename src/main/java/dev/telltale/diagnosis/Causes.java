package dev.telltale.diagnosis;

import dev.telltale.model.Link;
import dev.telltale.model.NodeId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What cut links amount to, in the normal form that a diagnosis uses too. */
public final class Causes {
    private Causes() {}

    /** The fewest causes that are exactly these cut links, in the order of the nodes. */
    public static List<Cause> ofLinks(List<NodeId> nodes, Set<Link> cut) {
        return List.of();
    }

    /** Causes that were brought about one by one, each once, those of links being joined to what they amount to together. */
    public static List<Cause> normal(List<NodeId> nodes, Collection<Cause> causes) {
        return List.copyOf(causes);
    }
}
