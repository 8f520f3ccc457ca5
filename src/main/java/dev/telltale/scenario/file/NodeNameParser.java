package dev.telltale.scenario.file;

import dev.telltale.fault.Link;
import dev.telltale.model.NodeId;
import dev.telltale.text.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Parses node names in a scenario file. Each method throws {@link IllegalArgumentException} with one sentence. */
record NodeNameParser(List<NodeId> nodes) {
    static final String ALL = NodeId.ALL.value();

    NodeId one(String text) {
        NodeId node = new NodeId(text.strip());
        if (!nodes.contains(node)) {
            throw new IllegalArgumentException("found " + SafeText.of(text) + "; the nodes are " + range());
        }
        return node;
    }

    private String range() {
        return nodes.size() == 2 ? "node1 and node2" : "node1 to node" + nodes.size();
    }

    /** Parses distinct names that are separated by commas; {@code all} means every node. */
    List<NodeId> some(String text) {
        if (text.strip().equals(ALL)) {
            return nodes;
        }
        List<NodeId> some = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            NodeId node = one(name);
            if (some.contains(node)) {
                throw new IllegalArgumentException("found " + node + " twice; name each node once");
            }
            some.add(node);
        }
        return some;
    }

    /** Like {@link #some}, but returns an empty list for {@code all}. */
    List<NodeId> someOrAll(String text) {
        return text.strip().equals(ALL) ? List.of() : some(text);
    }

    /** Parses one name, or {@link NodeId#ALL}. */
    NodeId oneOrAll(String text) {
        return text.strip().equals(ALL) ? NodeId.ALL : one(text);
    }

    /** Parses two or more disjoint groups: "node1, node2 / node3". */
    List<List<NodeId>> groups(String text) {
        List<List<NodeId>> groups = new ArrayList<>();
        Set<NodeId> assigned = new HashSet<>();
        for (String group : text.split("/", -1)) {
            List<NodeId> members = some(group);
            for (NodeId node : members) {
                if (!assigned.add(node)) {
                    throw new IllegalArgumentException("found " + node + " twice; each node is in one group");
                }
            }
            groups.add(members);
        }
        if (groups.size() < 2) {
            throw new IllegalArgumentException("found one group; write two or more, such as \"node1, node2 / node3\"");
        }
        return groups;
    }

    /** Parses pairs of observer and subject: "node1 to node3, all to node2". */
    Set<Link> links(String text) {
        Set<Link> links = new LinkedHashSet<>();
        for (String link : text.split(",", -1)) {
            String[] ends = link.strip().split("\\s+to\\s+", -1);
            if (ends.length != 2) {
                throw new IllegalArgumentException(
                        "found " + SafeText.of(link) + "; write \"node1 to node3\" or \"all to node3\"");
            }
            for (NodeId observer : some(ends[0])) {
                for (NodeId subject : some(ends[1])) {
                    if (!observer.equals(subject)) {
                        links.add(new Link(observer, subject));
                    }
                }
            }
        }
        return links;
    }
}
