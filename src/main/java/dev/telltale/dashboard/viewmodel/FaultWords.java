package dev.telltale.dashboard.viewmodel;

import dev.telltale.model.Effect;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is broken on purpose, in words: in full for the list, in one or two words for a cell and for a tile. */
final class FaultWords {
    private static final int MAX_NAMES = 3;

    private FaultWords() {}

    /** "cut node1 to node3", "delay node1 to node3 by 300 ms", "node2 stalled". */
    static String of(Effect effect, List<NodeId> nodes) {
        if (effect instanceof Effect.OnNode one) {
            return one.node() + ": " + onNode(one);
        }
        Set<Link> links = ((Effect.OnLinks) effect).links();
        if (effect instanceof Effect.Delay delay) {
            return "delay " + where(links, nodes) + " by " + span(delay.delay(), delay.jitter());
        }
        if (effect instanceof Effect.Drop drop) {
            return "drop " + percent(drop.share()) + " of " + where(links, nodes);
        }
        return "cut " + where(links, nodes);
    }

    /** In a cell: "cut", "late 300 ms", "drop 30 %". */
    static String onLink(Effect.OnLinks effect) {
        if (effect instanceof Effect.Delay delay) {
            return "late " + span(delay.delay(), delay.jitter());
        }
        return effect instanceof Effect.Drop drop ? "drop " + percent(drop.share()) : "cut";
    }

    /** On a tile: "stalled", "slow by 2 s", "clock +5 s". */
    static String onNode(Effect.OnNode effect) {
        if (effect instanceof Effect.Slow slow) {
            return "slow by " + span(slow.delay(), slow.jitter());
        }
        if (effect instanceof Effect.Fail error) {
            return error.isGarbage() ? "answers garbage" : "answers 500";
        }
        if (effect instanceof Effect.Gray gray) {
            return "gray: " + gray.broken().word() + " broken";
        }
        return effect instanceof Effect.Skew skew ? "clock " + ahead(skew.ahead()) : "stalled";
    }

    /** "300 ms", or "1 to 1.2 s" with a jitter. */
    static String span(Duration delay, Duration jitter) {
        String least = Ages.setting(delay);
        if (jitter.isZero()) {
            return least;
        }
        String most = Ages.setting(delay.plus(jitter));
        String unit = most.substring(most.indexOf(' '));
        return (least.endsWith(unit) ? least.substring(0, least.length() - unit.length()) : least) + " to " + most;
    }

    /** "+5 s", "−1 min". */
    static String ahead(Duration ahead) {
        return (ahead.isNegative() ? "−" : "+") + Ages.setting(ahead.abs());
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** "node1, node2 and 13 more". */
    static String names(List<NodeId> nodes) {
        String first = nodes.stream().limit(MAX_NAMES).map(NodeId::value).collect(Collectors.joining(", "));
        int more = nodes.size() - MAX_NAMES;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static String where(Set<Link> links, List<NodeId> nodes) {
        Link first = links.iterator().next();
        if (links.size() == 1) {
            return first.toString();
        }
        if (links.equals(Links.between(first.observer(), first.subject()))) {
            return first.observer() + " and " + first.subject() + " both ways";
        }
        return ofOneNode(links, nodes).or(() -> groups(links, nodes)).orElse(links.size() + " links");
    }

    private static Optional<String> ofOneNode(Set<Link> links, List<NodeId> nodes) {
        for (NodeId node : nodes) {
            if (links.stream().allMatch(link -> link.touches(node))) {
                if (links.equals(Links.isolate(nodes, node))) {
                    return Optional.of(node + " from all others");
                }
                if (links.equals(Links.row(nodes, node))) {
                    return Optional.of("all that " + node + " asks");
                }
                if (links.equals(Links.column(nodes, node))) {
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
        if (groups.size() > 1 && links.equals(Links.split(groups))) {
            String apart = groups.stream().map(FaultWords::names).collect(Collectors.joining(" / "));
            return Optional.of(free.isEmpty() ? apart : apart + ", but for " + names(free));
        }
        return links.equals(Links.majoritiesRing(nodes)) ? Optional.of("a ring of majorities") : Optional.empty();
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
