package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code telltale fault split, isolate, halves, bridge, ring}: cuts between groups, in both directions. */
final class PartitionCommands {
    private PartitionCommands() {}

    @Command(
            name = "split",
            description = "Cuts all links between the groups; a node in no group still reaches every node.",
            footer = {"", "Example: telltale fault split node1,node2 / node3"})
    static final class Split implements Callable<Integer> {
        @Parameters(
                arity = "1..*",
                paramLabel = "GROUP",
                description = "Groups of nodes with a slash between them, such as node1,node2 / node3.")
        private List<String> words = List.of();

        @Mixin
        private FaultOptions options;

        @Override
        public Integer call() throws CommandException, InterruptedException {
            return options.make(nodes -> new LinkFault.Cut(LinkSets.split(groups(nodes))));
        }

        private List<List<NodeId>> groups(FaultOptions.Nodes nodes) throws CommandException {
            List<List<NodeId>> groups = new ArrayList<>();
            Set<NodeId> seen = new HashSet<>();
            for (String group : String.join(" ", words).split("/", -1)) {
                List<NodeId> members = new ArrayList<>();
                for (String name : group.strip().split("[,\\s]+", -1)) {
                    NodeId node = nodes.known(new NodeId(name));
                    if (!seen.add(node)) {
                        throw CommandException.usage(node + " is named twice; each node is in one group");
                    }
                    members.add(node);
                }
                groups.add(members);
            }
            if (groups.size() < 2) {
                throw CommandException.usage(
                        "a split has two groups or more: telltale fault split node1,node2 / node3");
            }
            return groups;
        }
    }

    /** A partition that needs no list of groups. */
    private abstract static class Partition implements Callable<Integer> {
        @Mixin
        private FaultOptions options;

        abstract Set<Link> links(FaultOptions.Nodes nodes) throws CommandException;

        @Override
        public Integer call() throws CommandException, InterruptedException {
            return options.make(nodes -> new LinkFault.Cut(links(nodes)));
        }
    }

    /** A partition around one node. */
    private abstract static class Around extends Partition {
        @Parameters(paramLabel = "NODE", description = "The node.")
        NodeId node;
    }

    @Command(name = "isolate", description = "Cuts all links to and from one node.")
    static final class Isolate extends Around {
        @Override
        Set<Link> links(FaultOptions.Nodes nodes) throws CommandException {
            return LinkSets.isolate(nodes.all(), nodes.known(node));
        }
    }

    @Command(name = "bridge", description = "Cuts all links between two halves, except for one node that reaches both.")
    static final class Bridge extends Around {
        @Override
        Set<Link> links(FaultOptions.Nodes nodes) throws CommandException {
            return LinkSets.bridge(nodes.all(), nodes.known(node));
        }
    }

    @Command(name = "halves", description = "Cuts all links between the first half of the nodes and the rest.")
    static final class Halves extends Partition {
        @Override
        Set<Link> links(FaultOptions.Nodes nodes) {
            return LinkSets.halves(nodes.all());
        }
    }

    @Command(
            name = "ring",
            description = "Every node reaches a majority, no two nodes the same one; needs at least four nodes.")
    static final class Ring extends Partition {
        @Override
        Set<Link> links(FaultOptions.Nodes nodes) {
            return LinkSets.majoritiesRing(nodes.all());
        }
    }
}
