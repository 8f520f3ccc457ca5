package dev.telltale.fault;

import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The sets of links to cut for common partitions, named as in Jepsen. A partition cuts both directions. */
public final class LinkSets {
    private LinkSets() {}

    /** Both directions between two nodes. */
    public static Set<Link> between(NodeId one, NodeId other) {
        var link = new Link(one, other);
        return Set.of(link, link.reversed());
    }

    /** All links from this observer: its row. */
    public static Set<Link> row(List<NodeId> nodes, NodeId observer) {
        Set<Link> links = new LinkedHashSet<>();
        nodes.stream().filter(node -> !node.equals(observer)).forEach(node -> links.add(new Link(observer, node)));
        return links;
    }

    /** All links to this subject: its column. */
    public static Set<Link> column(List<NodeId> nodes, NodeId subject) {
        Set<Link> links = new LinkedHashSet<>();
        nodes.stream().filter(node -> !node.equals(subject)).forEach(node -> links.add(new Link(node, subject)));
        return links;
    }

    /** All links from and to this node. */
    public static Set<Link> isolate(List<NodeId> nodes, NodeId node) {
        Set<Link> links = row(nodes, node);
        links.addAll(column(nodes, node));
        return links;
    }

    /** All links between nodes of different groups. A node in no group stays connected to all. */
    public static Set<Link> split(List<? extends List<NodeId>> groups) {
        Set<Link> links = new LinkedHashSet<>();
        for (List<NodeId> group : groups) {
            for (List<NodeId> other : groups) {
                if (group != other) {
                    group.forEach(node -> other.forEach(peer -> links.add(new Link(node, peer))));
                }
            }
        }
        return links;
    }

    /** A split into the first half of the nodes, rounded down, and the rest. */
    public static Set<Link> halves(List<NodeId> nodes) {
        int half = nodes.size() / 2;
        return split(List.of(nodes.subList(0, half), nodes.subList(half, nodes.size())));
    }

    /** The groups, in the order of the nodes, of which these links are exactly the {@link #split}; empty if they are none. */
    public static List<List<NodeId>> splitGroups(Set<Link> links, List<NodeId> nodes) {
        List<List<NodeId>> groups = new ArrayList<>();
        for (NodeId node : nodes) {
            List<NodeId> group = groups.stream()
                    .filter(known -> !links.contains(new Link(known.get(0), node)))
                    .findFirst()
                    .orElseGet(ArrayList::new);
            if (group.isEmpty()) {
                groups.add(group);
            }
            group.add(node);
        }
        return groups.size() > 1 && links.equals(split(groups)) ? groups : List.of();
    }

    /** A split of all other nodes into halves; only this node is connected to both. */
    public static Set<Link> bridge(List<NodeId> nodes, NodeId bridge) {
        return halves(nodes.stream().filter(node -> !node.equals(bridge)).toList());
    }

    /**
     * Leaves every node connected to a majority (itself included) of its neighbours on a ring, and no two nodes to
     * the same majority. With three nodes or fewer, cuts nothing.
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

    /** The links in the order of the nodes: by observer, then by subject. */
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
