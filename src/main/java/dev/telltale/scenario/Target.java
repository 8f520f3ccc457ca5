package dev.telltale.scenario;

import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.NodeId;
import dev.telltale.text.NameList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A set of links, in the terms of a scenario file. */
public sealed interface Target {
    /** Resolves the links in a cluster of these nodes; may be empty. */
    Set<Link> links(List<NodeId> nodes);

    /** "node1 to node3", "split node1, node2 / node3". */
    String words();

    /** The word with which a scenario file cuts all links of this target, without the word "cut"; empty for others. */
    default Optional<String> partitionWord() {
        return Optional.empty();
    }

    /** The fault that cuts these links, as a scenario file names it. */
    default String cutWord() {
        return partitionWord().orElse("cut");
    }

    /** The keys and values that name the target in a scenario file, besides the fault. */
    default Map<String, Object> keys() {
        return Map.of();
    }

    /** Whether the target implies a cut, so that its text is a verb. */
    default boolean isPartition() {
        return partitionWord().isPresent();
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
        public Map<String, Object> keys() {
            return isBoth
                    ? Map.of("observer", observer.value(), "subject", subject.value(), "both", true)
                    : Map.of("observer", observer.value(), "subject", subject.value());
        }

        @Override
        public String words() {
            return observer + " to " + subject + (isBoth ? " and back" : "");
        }
    }

    /** All requests from this observer. */
    record Row(NodeId observer) implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.row(nodes, observer);
        }

        @Override
        public Map<String, Object> keys() {
            return Map.of("observer", observer.value(), "subject", NodeId.ALL.value());
        }

        @Override
        public String words() {
            return observer + " to all";
        }
    }

    /** All requests to this subject. */
    record Column(NodeId subject) implements Target {
        @Override
        public Set<Link> links(List<NodeId> nodes) {
            return LinkSets.column(nodes, subject);
        }

        @Override
        public Map<String, Object> keys() {
            return Map.of("observer", NodeId.ALL.value(), "subject", subject.value());
        }

        @Override
        public String words() {
            return "all to " + subject;
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
        public Optional<String> partitionWord() {
            return Optional.of("split");
        }

        @Override
        public Map<String, Object> keys() {
            return Map.of("groups", line());
        }

        @Override
        public String words() {
            return "split " + line();
        }

        private String line() {
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
        public Optional<String> partitionWord() {
            return Optional.of("isolate");
        }

        @Override
        public Map<String, Object> keys() {
            return Map.of("node", node.value());
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
        public Optional<String> partitionWord() {
            return Optional.of("bridge");
        }

        @Override
        public Map<String, Object> keys() {
            return Map.of("node", node.value());
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
        public Optional<String> partitionWord() {
            return Optional.of("halves");
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
        public Optional<String> partitionWord() {
            return Optional.of("majorities_ring");
        }

        @Override
        public String words() {
            return "make a ring of majorities";
        }
    }
}
