package dev.telltale.diagnosis.analysis;

import dev.telltale.diagnosis.analysis.LinkPatterns.Known;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What cut links amount to, in the normal form that a diagnosis uses too. */
public final class Causes {
    private Causes() {}

    /** The fewest causes that are exactly these cut links, in the order of the nodes. */
    public static List<Cause> ofLinks(List<NodeId> nodes, Set<Link> cut) {
        Map<NodeId, Integer> numbers = new HashMap<>();
        nodes.forEach(node -> numbers.put(node, numbers.size()));
        Known[][] known = new Known[nodes.size()][nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = 0; j < nodes.size(); j++) {
                known[i][j] = i == j ? Known.OPEN : Known.FINE;
            }
        }
        for (Link link : cut) {
            Integer observer = numbers.get(link.observer());
            Integer subject = numbers.get(link.subject());
            if (observer != null && subject != null) {
                known[observer][subject] = Known.CUT;
            }
        }
        return LinkPatterns.of(nodes, known).stream()
                .map(finding -> finding.causes().get(0))
                .toList();
    }

    /** Causes that were brought about one by one, each once, those of links being joined to what they amount to together. */
    public static List<Cause> normal(List<NodeId> nodes, Collection<Cause> causes) {
        Set<Cause> others = new LinkedHashSet<>();
        Set<Link> cut = new LinkedHashSet<>();
        for (Cause cause : causes) {
            if (cause instanceof Cause.OfLinks ofLinks) {
                cut.addAll(links(nodes, ofLinks));
            } else {
                others.add(cause);
            }
        }
        List<Cause> normal = new ArrayList<>(others);
        normal.addAll(ofLinks(nodes, cut));
        return List.copyOf(normal);
    }

    /** The links that do not work because of it. */
    public static Set<Link> links(List<NodeId> nodes, Cause.OfLinks cause) {
        if (cause instanceof Cause.OneWay oneWay) {
            return Set.of(oneWay.link());
        }
        if (cause instanceof Cause.Broken broken) {
            return LinkSets.between(broken.one(), broken.other());
        }
        if (cause instanceof Cause.Mute mute) {
            return LinkSets.column(nodes, mute.node());
        }
        if (cause instanceof Cause.Deaf deaf) {
            return LinkSets.row(nodes, deaf.node());
        }
        if (cause instanceof Cause.Isolated isolated) {
            return LinkSets.isolate(nodes, isolated.node());
        }
        return LinkSets.split(((Cause.Partition) cause).groups());
    }
}
