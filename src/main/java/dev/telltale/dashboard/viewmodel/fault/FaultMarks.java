package dev.telltale.dashboard.viewmodel.fault;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where something is broken on purpose, for the eye: cells, rows, columns, nodes. Immutable. */
public final class FaultMarks {
    public static final FaultMarks NONE = new FaultMarks(List.of(), List.of(), Set.of());

    private final Map<Link, String> cells = new HashMap<>();
    private final Map<NodeId, String> words = new HashMap<>();
    private final Map<NodeId, Integer> asks = new HashMap<>();
    private final Map<NodeId, Integer> asked = new HashMap<>();
    private final Set<NodeId> paused;
    private final int others;

    public FaultMarks(List<NodeId> nodes, List<Fault> faults, Set<NodeId> paused) {
        this.paused = Set.copyOf(paused);
        others = nodes.size() - 1;
        Map<NodeId, List<String>> each = new HashMap<>();
        for (Fault fault : faults) {
            if (fault.effect() instanceof FaultType.OnNode one) {
                each.computeIfAbsent(one.node(), node -> new ArrayList<>()).add(FaultText.onNode(one));
            } else if (fault.effect() instanceof FaultType.OnLinks some) {
                some.links().forEach(link -> mark(link, some));
            }
        }
        each.forEach((node, list) -> words.put(node, String.join(", ", list)));
        cells.keySet().forEach(link -> {
            asks.merge(link.observer(), 1, Integer::sum);
            asked.merge(link.subject(), 1, Integer::sum);
        });
    }

    /** A cut beats everything: what does not come through is neither late nor drawn by lot. */
    private void mark(Link link, FaultType.OnLinks effect) {
        String word = FaultText.onLink(effect);
        String before = cells.get(link);
        boolean isCut = effect instanceof FaultType.Cut || "cut".equals(before);
        cells.put(link, isCut ? "cut" : before == null || before.equals(word) ? word : before + ", " + word);
    }

    public boolean isEmpty() {
        return cells.isEmpty() && words.isEmpty() && paused.isEmpty();
    }

    /** "cut", "late 300 ms"; empty if that direction of that link is whole. */
    public String ofCell(NodeId observer, NodeId subject) {
        return cells.isEmpty() || observer.equals(subject) ? "" : cells.getOrDefault(new Link(observer, subject), "");
    }

    /** What the node does wrong, such as "stalled"; empty if nothing. */
    public String ofNode(NodeId node) {
        return words.getOrDefault(node, "");
    }

    /** Whether its row's head bears the sign: the node itself is broken or paused, or all that it asks is. */
    public boolean isOnRow(NodeId observer) {
        return isOnNode(observer) || isAll(asks.getOrDefault(observer, 0));
    }

    public boolean isOnColumn(NodeId subject) {
        return isOnNode(subject) || isAll(asked.getOrDefault(subject, 0));
    }

    private boolean isOnNode(NodeId node) {
        return words.containsKey(node) || paused.contains(node);
    }

    private boolean isAll(int links) {
        return links > 0 && links >= others;
    }
}
