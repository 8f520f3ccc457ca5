package dev.telltale.scenario;

import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.NodeId;
import dev.telltale.text.NameList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A set of links, in the terms of a scenario file. */
public sealed interface Target {
    /** Resolves the links in a cluster of these nodes; may be empty. */
    Set<Link> links(List<NodeId> nodes);

    /** "node1 to node3", "split node1, node2 / node3". */
    String words();

    /** Whether the target implies a cut, so that its text is a verb. */
    default boolean isPartition() {
        return true;
    }

    /** One or both directions between two nodes. */
    record Pair(NodeId observer, NodeId subject, boolean isBoth) implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            Set<Link> links = new LinkedHashSet<>();
            links.add(new Link(observer, subject));
            if (isBoth) {
                links.add(new Link(subject, observer));
            }
            return links;
        }

        @Override
        public String words() {
            return observer + " to " + subject + (isBoth ? " and back" : "");
        }

        @Override
        public boolean isPartition() {
            return false;
        }
    }

    /** All requests from this observer. */
    record Row(NodeId observer) implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.row(nodes, observer);
        }

        @Override
        public String words() {
            return observer + " to all";
        }

        @Override
        public boolean isPartition() {
            return false;
        }
    }

    /** All requests to this subject. */
    record Column(NodeId subject) implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.column(nodes, subject);
        }

        @Override
        public String words() {
            return "all to " + subject;
        }

        @Override
        public boolean isPartition() {
            return false;
        }
    }

    /** All links between different groups. */
    record Split(List<List<NodeId>> groups) implements Target {
        public Split {
            groups = groups.stream().map(List::copyOf).toList();
        }

        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.split(groups);
        }

        @Override
        public String words() {
            return "split " + line();
        }

        /** "node1, node2 / node3". */
        public String line() {
            return groups.stream().map(NameList::of).collect(Collectors.joining(" / "));
        }
    }

    /** All links from and to one node. */
    record Isolate(NodeId node) implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.isolate(nodes, node);
        }

        @Override
        public String words() {
            return "isolate " + node;
        }
    }

    /** All links between two halves that stay connected only through this node. */
    record Bridge(NodeId node) implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.bridge(nodes, node);
        }

        @Override
        public String words() {
            return "bridge " + node;
        }
    }

    /** All links between the first half of the nodes and the rest. */
    record Halves() implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.halves(nodes);
        }

        @Override
        public String words() {
            return "split into halves";
        }
    }

    /** Links such that every node reaches a majority, and no two nodes reach the same majority. */
    record MajoritiesRing() implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.majoritiesRing(nodes);
        }

        @Override
        public String words() {
            return "make a ring of majorities";
        }
    }
}
