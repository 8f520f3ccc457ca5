package dev.telltale.scenario;

import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.NodeId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which links, as a person says it. */
public sealed interface Target {
    Set<Link> links(List<NodeId> nodes);

    /** "node1 to node3", "split node1, node2 / node3". */
    String words();

    /** Whether its words are a verb already: it means to cut. */
    default boolean isPartition() {
        return true;
    }

    /** One direction between two nodes, or both. */
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

    /** All that this observer asks. */
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

    /** All that this subject is asked. */
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

    /** Between groups, both ways. */
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
            return groups.stream().map(TextLists::list).collect(Collectors.joining(" / "));
        }
    }

    /** One node from all others. */
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

    /** Two halves that only this node connects. */
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

    /** The first half from the rest. */
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

    /** Every node reaches a majority, and no two the same one. */
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
