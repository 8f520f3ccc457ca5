package dev.telltale.dashboard.viewmodel.fault;

import dev.telltale.fault.Fault;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The cells, rows, columns and nodes that show an active fault. Immutable. */
public final class FaultMarks {
    public static final FaultMarks NONE = new FaultMarks(List.of(), List.of(), Set.of());

    private final Map<Link, String> cells = new HashMap<>();
    private final Map<NodeId, String> words = new HashMap<>();
    private final Map<NodeId, Integer> faultyFrom = new HashMap<>();
    private final Map<NodeId, Integer> faultyTo = new HashMap<>();
    private final Set<NodeId> paused;
    private final int peers;

    public FaultMarks(List<NodeId> nodes, List<Fault> faults, Set<NodeId> paused) {
        this.paused = Set.copyOf(paused);
        peers = nodes.size() - 1;
        Map<NodeId, List<String>> byNode = new HashMap<>();
        Map<Link, List<LinkFault>> byLink = new HashMap<>();
        for (Fault fault : faults) {
            if (fault.effect() instanceof NodeFault one) {
                byNode.computeIfAbsent(one.node(), node -> new ArrayList<>()).add(FaultText.onNode(one));
            } else if (fault.effect() instanceof LinkFault some) {
                some.links()
                        .forEach(link -> byLink.computeIfAbsent(link, one -> new ArrayList<>())
                                .add(some));
            }
        }
        byNode.forEach((node, list) -> words.put(node, String.join(", ", list)));
        byLink.forEach((link, effects) -> {
            cells.put(link, text(effects));
            faultyFrom.merge(link.observer(), 1, Integer::sum);
            faultyTo.merge(link.subject(), 1, Integer::sum);
        });
    }

    /** A cut hides delays and drops of the same link: no request gets through to be delayed or dropped. */
    private static String text(List<LinkFault> effects) {
        boolean isCut = effects.stream().anyMatch(LinkFault.Cut.class::isInstance);
        return effects.stream()
                .filter(effect -> !isCut || effect instanceof LinkFault.Cut)
                .map(FaultText::onLink)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    public boolean isEmpty() {
        return cells.isEmpty() && words.isEmpty() && paused.isEmpty();
    }

    /** The faults of this direction of this link, such as "cut" or "late 300 ms"; empty if there are none. */
    public String ofCell(NodeId observer, NodeId subject) {
        return cells.isEmpty() || observer.equals(subject) ? "" : cells.getOrDefault(new Link(observer, subject), "");
    }

    /** The faults inside the node, such as "stalled"; empty if there are none. */
    public String ofNode(NodeId node) {
        return words.getOrDefault(node, "");
    }

    /** Whether the row header is marked: the node has a fault or is paused, or all requests from it have a fault. */
    public boolean isOnRow(NodeId observer) {
        return isOnNode(observer) || isAll(faultyFrom.getOrDefault(observer, 0));
    }

    /** Whether the column header is marked: as for the row, but for all requests to the node. */
    public boolean isOnColumn(NodeId subject) {
        return isOnNode(subject) || isAll(faultyTo.getOrDefault(subject, 0));
    }

    private boolean isOnNode(NodeId node) {
        return words.containsKey(node) || paused.contains(node);
    }

    private boolean isAll(int links) {
        return links > 0 && links >= peers;
    }
}
