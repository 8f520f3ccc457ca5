package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.analysis.LinkPatterns.LinkState;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conversions between causes and cut links, in the normal form that a diagnosis uses. */
public final class Causes {
    private Causes() {}

    /** Returns the fewest causes that cut exactly these links, in the order of the nodes. */
    public static List<Cause> ofLinks(List<NodeId> nodes, Set<Link> cut) {
        Map<NodeId, Integer> numbers = new HashMap<>();
        nodes.forEach(node -> numbers.put(node, numbers.size()));
        LinkState[][] links = new LinkState[nodes.size()][nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = 0; j < nodes.size(); j++) {
                links[i][j] = i == j ? LinkState.UNKNOWN : LinkState.WORKING;
            }
        }
        for (Link link : cut) {
            Integer observer = numbers.get(link.observer());
            Integer subject = numbers.get(link.subject());
            if (observer != null && subject != null) {
                links[observer][subject] = LinkState.CUT;
            }
        }
        return LinkPatterns.of(nodes, links).stream().map(Finding::first).toList();
    }

    /** Removes duplicates and replaces the causes of links by the fewest that cut the same links. */
    public static List<Cause> normalize(List<NodeId> nodes, Collection<Cause> causes) {
        Set<Cause> others = new LinkedHashSet<>();
        Set<Link> cut = new LinkedHashSet<>();
        for (Cause cause : causes) {
            if (cause.kind().isOfLinks()) {
                cut.addAll(cause.links(nodes));
            } else {
                others.add(cause);
            }
        }
        List<Cause> normal = new ArrayList<>(others);
        normal.addAll(ofLinks(nodes, cut));
        return List.copyOf(normal);
    }
}
