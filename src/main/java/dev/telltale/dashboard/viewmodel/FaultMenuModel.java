package dev.telltale.dashboard.viewmodel;

import dev.telltale.dashboard.viewmodel.fault.FaultLine;
import dev.telltale.dashboard.viewmodel.fault.FaultText;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry.Action;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry.Blocked;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry.Group;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry.Rule;
import dev.telltale.dashboard.viewmodel.fault.MenuEntry.Title;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The fault menus of a cell, a row or column header, and one or several nodes. */
public final class FaultMenuModel {
    /** Each fault is offered with a few usual values instead of a dialog. */
    private static final List<Double> SHARES = List.of(0.3, 0.7);

    private static final List<Duration> SLOW = List.of(Duration.ofMillis(300), Duration.ofSeconds(2));
    private static final List<Duration> SKEWS = List.of(Duration.ofSeconds(5), Duration.ofMinutes(-1));
    private static final int MAX_HEALS = 4;
    private static final int MIN_NODES_FOR_BRIDGE = 3;
    private static final int MIN_NODES_FOR_RING = 4;

    private final FaultsViewModel faults;
    private final PanelViewModel panel;
    private final ProcessMenu processes;

    FaultMenuModel(FaultsViewModel faults, PanelViewModel panel) {
        this.faults = faults;
        this.panel = panel;
        processes = new ProcessMenu(panel);
    }

    private List<NodeId> all() {
        return panel.grid().grid().nodes();
    }

    /** The menu of one direction of one link; on the diagonal, of the node itself. */
    public List<MenuEntry> ofCell(CellRef cell) {
        return isRefused() ? refused(cell.observer() + " sees " + cell.subject()) : ofLiveCell(cell);
    }

    private boolean isRefused() {
        return !panel.commands().refusal().isEmpty();
    }

    private List<MenuEntry> refused(String title) {
        return List.of(
                new Title(title),
                new Blocked("refused", "Commands and faults", panel.commands().refusal()));
    }

    private List<MenuEntry> ofLiveCell(CellRef cell) {
        if (cell.observer().equals(cell.subject())) {
            return ofNodes(List.of(cell.observer()));
        }
        var link = new Link(cell.observer(), cell.subject());
        List<MenuEntry> menu = new ArrayList<>();
        menu.add(new Title("Requests from " + cell.observer() + " to " + cell.subject()));
        heals(menu, faults.linesOf(link));
        menu.addAll(onLinks("", Set.of(link)));
        menu.add(new Rule());
        menu.add(cut("both", "Cut both ways", LinkSets.between(cell.observer(), cell.subject())));
        menu.add(new Group(ofAllFrom(cell.observer()), onLinks("row-", LinkSets.row(all(), cell.observer()))));
        menu.add(new Group(ofAllTo(cell.subject()), onLinks("column-", LinkSets.column(all(), cell.subject()))));
        return menu;
    }

    public List<MenuEntry> ofRow(NodeId observer) {
        return ofHeader(ofAllFrom(observer), LinkSets.row(all(), observer), observer);
    }

    public List<MenuEntry> ofColumn(NodeId subject) {
        return ofHeader(ofAllTo(subject), LinkSets.column(all(), subject), subject);
    }

    private List<MenuEntry> ofHeader(String title, Set<Link> links, NodeId node) {
        if (isRefused()) {
            return refused(title);
        }
        List<MenuEntry> menu = new ArrayList<>();
        menu.add(new Title(title));
        menu.addAll(onLinks("", links));
        menu.add(new Rule());
        menu.add(isolate(node));
        menu.add(node(node));
        return menu;
    }

    private static String ofAllFrom(NodeId observer) {
        return "All requests from " + observer;
    }

    private static String ofAllTo(NodeId subject) {
        return "All requests to " + subject;
    }

    /** The menu of these nodes: their processes, faults inside them, and partitions. */
    public List<MenuEntry> ofNodes(List<NodeId> nodes) {
        List<MenuEntry> menu = new ArrayList<>();
        String title = nodes.isEmpty() ? "No node selected" : FaultText.names(nodes);
        if (isRefused()) {
            return refused(title);
        }
        menu.add(new Title(title));
        if (!nodes.isEmpty()) {
            heals(menu, faults.linesOf(nodes));
            menu.addAll(processes.of(tiles(nodes)));
            menu.add(new Rule());
            insides(menu, nodes);
            menu.add(new Rule());
            partitions(menu, nodes);
        }
        return menu;
    }

    private Group node(NodeId node) {
        List<MenuEntry> entries = new ArrayList<>();
        entries.addAll(processes.of(tiles(List.of(node))));
        entries.add(new Rule());
        insides(entries, List.of(node));
        return new Group(node + " itself", entries);
    }

    private void heals(List<MenuEntry> menu, List<FaultLine> lines) {
        lines.stream()
                .limit(MAX_HEALS)
                .forEach(line ->
                        menu.add(new Action("heal-" + line.id(), "Clear: " + line.words(), () -> faults.heal(line))));
        if (!lines.isEmpty()) {
            menu.add(new Rule());
        }
    }

    /** The faults of these links; none if there are no links. */
    private List<MenuEntry> onLinks(String prefix, Set<Link> links) {
        if (links.isEmpty()) {
            return List.of();
        }
        List<MenuEntry> drops = new ArrayList<>();
        for (double share : SHARES) {
            drops.add(new Action(
                    prefix + "drop-" + Math.round(share * 100),
                    FaultText.percent(share) + " of the requests",
                    () -> faults.make(new LinkFault.Drop(links, share))));
        }
        return List.of(
                cut(prefix + "cut", "Cut", links),
                new Group("Delay", List.of(delay(prefix, links, 300, 0), delay(prefix, links, 1_000, 200))),
                new Group("Drop", drops));
    }

    private Action delay(String prefix, Set<Link> links, long delayMillis, long jitterMillis) {
        var fault = new LinkFault.Delay(links, Duration.ofMillis(delayMillis), Duration.ofMillis(jitterMillis));
        return new Action(
                prefix + "delay-" + delayMillis,
                "by " + FaultText.span(fault.delay(), fault.jitter()),
                () -> faults.make(fault));
    }

    private Action cut(String id, String words, Set<Link> links) {
        return new Action(id, words, () -> faults.make(new LinkFault.Cut(links)));
    }

    private List<NodeTileViewModel> tiles(List<NodeId> nodes) {
        return panel.tiles().stream().filter(tile -> nodes.contains(tile.id())).toList();
    }

    private void insides(List<MenuEntry> menu, List<NodeId> nodes) {
        List<NodeTileViewModel> tiles = tiles(nodes);
        List<NodeId> fit = tiles.stream()
                .filter(tile -> tile.faultHint().isEmpty())
                .map(NodeTileViewModel::id)
                .toList();
        if (fit.isEmpty()) {
            String why = ProcessMenu.why(tiles, NodeTileViewModel::faultHint);
            Stream.of("Stall", "Slow", "Fail", "Wrong clock")
                    .forEach(fault -> menu.add(new Blocked(fault.toLowerCase(Locale.ROOT), fault, why)));
        } else {
            insidesOf(menu, fit);
        }
    }

    private void insidesOf(List<MenuEntry> menu, List<NodeId> nodes) {
        menu.add(inside("stall", "Stall: accept requests, send no response", nodes, NodeFault.Stall::new));
        menu.add(new Group(
                "Slow",
                SLOW.stream()
                        .map(by -> inside(
                                "slow-" + by.toMillis(),
                                "delay every response by " + DurationFormat.setting(by),
                                nodes,
                                node -> new NodeFault.Slow(node, by, Duration.ZERO)))
                        .toList()));
        menu.add(new Group(
                "Fail",
                List.of(
                        inside("error", "respond with status 500", nodes, node -> new NodeFault.Fail(node, false)),
                        inside("garbage", "respond with garbage", nodes, node -> new NodeFault.Fail(node, true)),
                        inside(
                                "gray-heartbeat",
                                "only /heartbeat fails",
                                nodes,
                                node -> new NodeFault.Gray(node, Endpoint.HEARTBEAT)),
                        inside(
                                "gray-status",
                                "only /status fails",
                                nodes,
                                node -> new NodeFault.Gray(node, Endpoint.STATUS)))));
        menu.add(new Group(
                "Wrong clock",
                SKEWS.stream()
                        .map(by -> inside(
                                "skew-" + by.toSeconds(),
                                FaultText.ahead(by),
                                nodes,
                                node -> new NodeFault.Skew(node, by)))
                        .toList()));
    }

    private MenuEntry inside(String id, String words, List<NodeId> nodes, Function<NodeId, FaultType> effect) {
        return new Action(id, words, () -> faults.make(nodes, effect));
    }

    private Action isolate(NodeId node) {
        return cut("isolate", "Isolate " + node, LinkSets.isolate(all(), node));
    }

    private void partitions(List<MenuEntry> menu, List<NodeId> nodes) {
        List<NodeId> members = all();
        if (members.size() < 2) {
            return;
        }
        if (nodes.size() == 1) {
            menu.add(isolate(nodes.get(0)));
        } else if (members.stream().anyMatch(member -> !nodes.contains(member))) {
            menu.add(new Action("split", "Split from the rest", () -> split(nodes)));
        }
        List<MenuEntry> wholes = new ArrayList<>();
        wholes.add(cut("halves", "in halves", LinkSets.halves(members)));
        if (members.size() >= MIN_NODES_FOR_BRIDGE) {
            NodeId bridge = nodes.get(0);
            wholes.add(cut("bridge", "in halves that only " + bridge + " connects", LinkSets.bridge(members, bridge)));
        }
        if (members.size() >= MIN_NODES_FOR_RING) {
            wholes.add(cut("ring", "in a ring of majorities", LinkSets.majoritiesRing(members)));
        }
        menu.add(new Group("Part the cluster", wholes));
    }

    /** Parts these nodes from the rest, or one from all others; nothing if there is no rest. */
    public void split(List<NodeId> nodes) {
        List<NodeId> members = all();
        List<NodeId> here = members.stream().filter(nodes::contains).toList();
        List<NodeId> rest =
                members.stream().filter(member -> !nodes.contains(member)).toList();
        if (!here.isEmpty() && !rest.isEmpty()) {
            faults.make(new LinkFault.Cut(LinkSets.split(List.of(here, rest))));
        }
    }

    /** Cuts this direction of this link, or clears its faults if it has any. */
    public void cutOrHeal(CellRef cell) {
        if (!cell.observer().equals(cell.subject())) {
            var link = new Link(cell.observer(), cell.subject());
            List<FaultLine> lines = faults.linesOf(link);
            if (lines.isEmpty()) {
                faults.make(new LinkFault.Cut(Set.of(link)));
            } else {
                lines.forEach(faults::heal);
            }
        }
    }
}
