package dev.telltale.dashboard.viewmodel.fault;

import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is broken on purpose, in words: in full for the list, in one or two words for a cell and for a tile. */
public final class FaultText {
    private static final int MAX_NAMES = 3;

    private FaultText() {}

    /** "cut node1 to node3", "delay node1 to node3 by 300 ms", "node2 stalled". */
    public static String of(FaultType effect, List<NodeId> nodes) {
        if (effect instanceof FaultType.OnNode one) {
            return one.node() + ": " + onNode(one);
        }
        Set<Link> links = ((FaultType.OnLinks) effect).links();
        if (effect instanceof FaultType.Delay delay) {
            return "delay " + where(links, nodes) + " by " + span(delay.delay(), delay.jitter());
        }
        if (effect instanceof FaultType.Drop drop) {
            return "drop " + percent(drop.share()) + " of " + where(links, nodes);
        }
        return "cut " + where(links, nodes);
    }

    /** In a cell: "cut", "late 300 ms", "drop 30 %". */
    public static String onLink(FaultType.OnLinks effect) {
        if (effect instanceof FaultType.Delay delay) {
            return "late " + span(delay.delay(), delay.jitter());
        }
        return effect instanceof FaultType.Drop drop ? "drop " + percent(drop.share()) : "cut";
    }

    /** On a tile: "stalled", "slow by 2 s", "clock +5 s". */
    public static String onNode(FaultType.OnNode effect) {
        if (effect instanceof FaultType.Slow slow) {
            return "slow by " + span(slow.delay(), slow.jitter());
        }
        if (effect instanceof FaultType.Fail error) {
            return error.isGarbage() ? "answers garbage" : "answers 500";
        }
        if (effect instanceof FaultType.Gray gray) {
            return "gray: " + gray.broken().word() + " broken";
        }
        return effect instanceof FaultType.Skew skew ? "clock " + ahead(skew.ahead()) : "stalled";
    }

    /** "300 ms", or "1 to 1.2 s" with a jitter. */
    public static String span(Duration delay, Duration jitter) {
        String least = DurationFormat.setting(delay);
        if (jitter.isZero()) {
            return least;
        }
        String most = DurationFormat.setting(delay.plus(jitter));
        String unit = most.substring(most.indexOf(' '));
        return (least.endsWith(unit) ? least.substring(0, least.length() - unit.length()) : least) + " to " + most;
    }

    /** "+5 s", "−1 min". */
    public static String ahead(Duration ahead) {
        return (ahead.isNegative() ? "−" : "+") + DurationFormat.setting(ahead.abs());
    }

    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** "node1, node2 and 13 more". */
    public static String names(List<NodeId> nodes) {
        String first = nodes.stream().limit(MAX_NAMES).map(NodeId::value).collect(Collectors.joining(", "));
        int more = nodes.size() - MAX_NAMES;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String where(Set<Link> links, List<NodeId> nodes) {
        Link first = links.iterator().next();
        if (links.size() == 1) {
            return first.toString();
        }
        if (links.equals(LinkSets.between(first.observer(), first.subject()))) {
            return first.observer() + " and " + first.subject() + " both ways";
        }
        return ofOneNode(links, nodes).or(() -> groups(links, nodes)).orElse(links.size() + " links");
    }

    private static Optional<String> ofOneNode(Set<Link> links, List<NodeId> nodes) {
        for (NodeId node : nodes) {
            if (links.stream().allMatch(link -> link.touches(node))) {
                if (links.equals(LinkSets.isolate(nodes, node))) {
                    return Optional.of(node + " from all others");
                }
                if (links.equals(LinkSets.row(nodes, node))) {
                    return Optional.of("all that " + node + " asks");
                }
                if (links.equals(LinkSets.column(nodes, node))) {
                    return Optional.of("all that asks " + node);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> groups(Set<Link> links, List<NodeId> nodes) {
        List<NodeId> free = nodes.stream()
                .filter(node -> links.stream().noneMatch(link -> link.touches(node)))
                .toList();
        List<NodeId> touched =
                nodes.stream().filter(node -> !free.contains(node)).toList();
        List<List<NodeId>> groups = groupsOf(links, touched);
        if (groups.size() > 1 && links.equals(LinkSets.split(groups))) {
            String apart = groups.stream().map(FaultText::names).collect(Collectors.joining(" / "));
            return Optional.of(free.isEmpty() ? apart : apart + ", but for " + names(free));
        }
        return links.equals(LinkSets.majoritiesRing(nodes)) ? Optional.of("a ring of majorities") : Optional.empty();
    }

    /** Those that still reach each other, over others if need be. */
    private static List<List<NodeId>> groupsOf(Set<Link> links, List<NodeId> nodes) {
        List<List<NodeId>> groups = new ArrayList<>();
        Set<NodeId> left = new HashSet<>(nodes);
        for (NodeId node : nodes) {
            if (left.remove(node)) {
                List<NodeId> group = new ArrayList<>(List.of(node));
                for (int i = 0; i < group.size(); i++) {
                    NodeId from = group.get(i);
                    nodes.stream()
                            .filter(left::contains)
                            .filter(to -> !links.contains(new Link(from, to)) && !links.contains(new Link(to, from)))
                            .toList()
                            .forEach(to -> {
                                left.remove(to);
                                group.add(to);
                            });
                }
                groups.add(nodes.stream().filter(group::contains).toList());
            }
        }
        return groups;
    }
}
