package dev.telltale.cli.fault;

import dev.telltale.cli.base.CommandException;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.NodeId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The links that a fault affects: one, both directions of one, a row, or a column. */
final class LinkTargets {
    @Parameters(
            index = "0",
            paramLabel = "OBSERVER",
            description = "The node that sends the requests; all for every other node.")
    private NodeId observer;

    @Parameters(
            index = "1",
            paramLabel = "SUBJECT",
            description = "The node that receives them; all for every other node.")
    private NodeId subject;

    @Option(names = "--both", description = "Affect both directions.")
    private boolean both;

    Set<Link> of(FaultOptions.Nodes nodes) throws CommandException {
        Set<Link> links = new LinkedHashSet<>(oneWay(nodes));
        if (both) {
            List.copyOf(links).forEach(link -> links.add(link.reversed()));
        }
        return links;
    }

    private Set<Link> oneWay(FaultOptions.Nodes nodes) throws CommandException {
        if (observer.equals(NodeId.ALL) && subject.equals(NodeId.ALL)) {
            Set<Link> links = new LinkedHashSet<>();
            nodes.all().forEach(node -> links.addAll(LinkSets.row(nodes.all(), node)));
            return links;
        } else if (observer.equals(NodeId.ALL)) {
            return LinkSets.column(nodes.all(), nodes.known(subject));
        } else if (subject.equals(NodeId.ALL)) {
            return LinkSets.row(nodes.all(), nodes.known(observer));
        }
        return Set.of(new Link(nodes.known(observer), nodes.known(subject)));
    }
}
