package dev.telltale.fault;

import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which links to break for a partition, in Jepsen's words. A partition breaks both directions. */
public final class LinkSets {
    private LinkSets() {}

    /** Both directions between two nodes. */
    public static Set<Link> between(NodeId one, NodeId other) {
        var link = new Link(one, other);
        return Set.of(link, link.back());
    }

    /** What this observer asks: its row. */
    public static Set<Link> row(List<NodeId> nodes, NodeId observer) {
        Set<Link> links = new LinkedHashSet<>();
        nodes.stream().filter(node -> !node.equals(observer)).forEach(node -> links.add(new Link(observer, node)));
        return links;
    }

    /** What this subject is asked: its column. */
    public static Set<Link> column(List<NodeId> nodes, NodeId subject) {
        Set<Link> links = new LinkedHashSet<>();
        nodes.stream().filter(node -> !node.equals(subject)).forEach(node -> links.add(new Link(node, subject)));
        return links;
    }

    /** Nobody reaches it and it reaches nobody. */
    public static Set<Link> isolate(List<NodeId> nodes, NodeId node) {
        Set<Link> links = row(nodes, node);
        links.addAll(column(nodes, node));
        return links;
    }

    /** Nobody reaches anybody of another group. A node of no group reaches everybody. */
    public static Set<Link> split(List<? extends List<NodeId>> groups) {
        Set<Link> links = new LinkedHashSet<>();
        for (List<NodeId> group : groups) {
            for (List<NodeId> other : groups) {
                if (group != other) {
                    group.forEach(node -> other.forEach(far -> links.add(new Link(node, far))));
                }
            }
        }
        return links;
    }

    /** The first half, rounded down, and the rest. */
    public static Set<Link> halves(List<NodeId> nodes) {
        int half = nodes.size() / 2;
        return split(List.of(nodes.subList(0, half), nodes.subList(half, nodes.size())));
    }

    /** Halves that only this node connects: it reaches both, and both reach it. */
    public static Set<Link> bridge(List<NodeId> nodes, NodeId bridge) {
        return halves(nodes.stream().filter(node -> !node.equals(bridge)).toList());
    }

    /**
     * Every node reaches a majority, itself among it, of those who stand next to it in a ring, and no two the same one. Of
     * three nodes or fewer everybody reaches all.
     */
    public static Set<Link> majoritiesRing(List<NodeId> nodes) {
        int size = nodes.size();
        int near = (size / 2 + 1) / 2;
        Set<Link> links = new LinkedHashSet<>();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int steps = Math.floorMod(j - i, size);
                if (Math.min(steps, size - steps) > near) {
                    links.add(new Link(nodes.get(i), nodes.get(j)));
                }
            }
        }
        return links;
    }

    /** In the order of the nodes: by observer, then by subject. */
    public static List<Link> sorted(Set<Link> links, List<NodeId> nodes) {
        List<Link> sorted = new ArrayList<>();
        for (NodeId observer : nodes) {
            for (NodeId subject : nodes) {
                if (!observer.equals(subject) && links.contains(new Link(observer, subject))) {
                    sorted.add(new Link(observer, subject));
                }
            }
        }
        return sorted;
    }
}
