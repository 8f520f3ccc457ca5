package dev.telltale.dashboard.viewmodel.fault;

import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.NameList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Formats faults: in full for the list, in one or two words for a cell or a tile. */
public final class FaultText {
    private static final int MAX_NAMES = 3;

    private static final LinkFault.Cases<String, RuntimeException> IN_CELL = new LinkFault.Cases<>() {
        @Override
        public String cut(LinkFault.Cut cut) {
            return "cut";
        }

        @Override
        public String delay(LinkFault.Delay delay) {
            return "late " + span(delay.delay(), delay.jitter());
        }

        @Override
        public String drop(LinkFault.Drop drop) {
            return "drop " + percent(drop.share());
        }
    };

    private static final NodeFault.Cases<String, RuntimeException> ON_TILE = new NodeFault.Cases<>() {
        @Override
        public String stall(NodeFault.Stall stall) {
            return "stalled";
        }

        @Override
        public String slow(NodeFault.Slow slow) {
            return "slow by " + span(slow.delay(), slow.jitter());
        }

        @Override
        public String fail(NodeFault.Fail fail) {
            return fail.isGarbage() ? "returns garbage" : "returns 500";
        }

        @Override
        public String gray(NodeFault.Gray gray) {
            return "gray: " + gray.broken().id() + " fails";
        }

        @Override
        public String skew(NodeFault.Skew skew) {
            return "clock " + ahead(skew.ahead());
        }
    };

    private FaultText() {}

    /** The fault in full: "cut node1 to node3", "delay node1 to node3 by 300 ms", "node2: stalled". */
    public static String of(FaultType effect, List<NodeId> nodes) {
        if (effect instanceof NodeFault one) {
            return one.node() + ": " + onNode(one);
        }
        return ((LinkFault) effect).match(new LinkFault.Cases<String, RuntimeException>() {
            @Override
            public String cut(LinkFault.Cut cut) {
                return "cut " + where(cut.links(), nodes);
            }

            @Override
            public String delay(LinkFault.Delay delay) {
                return "delay " + where(delay.links(), nodes) + " by " + span(delay.delay(), delay.jitter());
            }

            @Override
            public String drop(LinkFault.Drop drop) {
                return "drop " + percent(drop.share()) + " of " + where(drop.links(), nodes);
            }
        });
    }

    /** The text in a cell: "cut", "late 300 ms", "drop 30 %". */
    public static String onLink(LinkFault effect) {
        return effect.match(IN_CELL);
    }

    /** The text on a tile: "stalled", "slow by 2 s", "clock +5 s". */
    public static String onNode(NodeFault effect) {
        return effect.match(ON_TILE);
    }

    /** "300 ms", or "1 to 1.2 s" with a jitter. */
    public static String span(Duration delay, Duration jitter) {
        return DurationFormat.range(delay, delay.plus(jitter));
    }

    /** "+5 s", "−1 min". */
    public static String ahead(Duration ahead) {
        return (ahead.isNegative() ? "−" : "+") + DurationFormat.setting(ahead.abs());
    }

    public static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** "node1, node2, node3 and 13 more". */
    public static String names(List<NodeId> nodes) {
        return NameList.first(MAX_NAMES, nodes);
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
                    return Optional.of("all requests from " + node);
                }
                if (links.equals(LinkSets.column(nodes, node))) {
                    return Optional.of("all requests to " + node);
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
        List<List<NodeId>> groups = LinkSets.splitGroups(links, touched);
        if (!groups.isEmpty()) {
            String apart = groups.stream().map(FaultText::names).collect(Collectors.joining(" / "));
            return Optional.of(free.isEmpty() ? apart : apart + ", except " + names(free));
        }
        return links.equals(LinkSets.majoritiesRing(nodes)) ? Optional.of("a ring of majorities") : Optional.empty();
    }
}
