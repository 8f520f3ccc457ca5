package dev.telltale.diagnosis.cause;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.fault.ResponseBehavior;
import dev.telltale.model.NodeId;
import dev.telltale.text.NameList;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A probable cause of what a matrix shows, in a normal form: equivalent causes are equal. It names the effect and not
 * the fault: a paused node and a stalled node both hang.
 *
 * @param groups the nodes that the cause names: one group of one node; for a link a group for each end; for a
 *     partition its groups; for an overload none. Groups and their nodes are sorted by name, except the observer and
 *     the subject of a one-way link
 */
public record Cause(CauseKind kind, List<List<NodeId>> groups) {
    /** How long a restart is reported after the node is up again. */
    public static final Duration RESTART_REPORTED_FOR = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException if a cause of this kind cannot name these nodes */
    public Cause {
        Stream<List<NodeId>> sorted =
                groups.stream().map(group -> group.stream().sorted().toList());
        groups = (kind == CauseKind.ONE_WAY ? sorted : sorted.sorted(Comparator.comparing(group -> group.get(0))))
                .toList();
        if (!kind.accepts(groups)) {
            throw new IllegalArgumentException(kind + " cannot name " + groups);
        }
    }

    /**
     * What an injected fault of a node is to be diagnosed as; empty if it may go unnoticed.
     *
     * @param deadline a node that responds as late as that, or later, hangs
     */
    public static Optional<Cause> of(NodeFault fault, Duration deadline) {
        NodeId node = fault.node();
        var mode = fault.responseMode(Endpoint.HEARTBEAT);
        if (mode == ResponseBehavior.Mode.SILENCE || fault.delay().compareTo(deadline) >= 0) {
            return Optional.of(CauseKind.HANG.of(node));
        } else if (mode != ResponseBehavior.Mode.NORMAL) {
            return Optional.of(CauseKind.FAILING.of(node));
        } else if (fault.responseMode(Endpoint.STATUS) != ResponseBehavior.Mode.NORMAL) {
            return Optional.of(CauseKind.GRAY_STATUS.of(node));
        }
        return fault.skew().isZero() ? Optional.empty() : Optional.of(CauseKind.SKEWED.of(node));
    }

    /**
     * Parses {@link #words()}; also accepts groups in another order, and any spaces around "/" and ",". Empty if the
     * text names no cause.
     */
    public static Optional<Cause> ofWords(String words) {
        for (CauseKind kind : CauseKind.values()) {
            if (words.equals(kind.text()) || words.startsWith(kind.text() + " ")) {
                try {
                    return Optional.of(new Cause(
                            kind, groups(kind, words.substring(kind.text().length()))));
                } catch (IllegalArgumentException e) {
                    // A name is not valid for a node, or the kind does not name so many nodes.
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** @param names empty, or begins with a space */
    private static List<List<NodeId>> groups(CauseKind kind, String names) {
        if (names.isEmpty()) {
            return List.of();
        }
        String spaced = names.substring(1).replaceAll("\\s*/\\s*", " / ");
        return Arrays.stream(kind.separator.isEmpty() ? new String[] {spaced} : spaced.split(kind.separator, -1))
                .map(group -> Arrays.stream(group.split("\\s*,\\s*", -1))
                        .map(NodeId::new)
                        .toList())
                .toList();
    }

    /** The text of this cause in scenario files, such as "crash of node2"; unique to the cause. */
    public String words() {
        return kind.text()
                + groups.stream()
                        .map(NameList::of)
                        .collect(Collectors.joining(kind.separator, groups.isEmpty() ? "" : " ", ""));
    }

    /** The nodes that the cause names; the observer of a one-way link before the subject. */
    public List<NodeId> nodes() {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** The first node that the cause names: the node itself, or the observer of a one-way link. */
    public NodeId node() {
        return groups.get(0).get(0);
    }

    /** The links between running nodes that the cause cuts in a cluster of these nodes; empty if it cuts none. */
    public Set<Link> links(List<NodeId> all) {
        return switch (kind) {
            case ONE_WAY -> Set.of(new Link(nodes().get(0), nodes().get(1)));
            case BROKEN, PARTITION -> LinkSets.split(groups);
            case ISOLATED -> LinkSets.isolate(all, node());
            case MUTE -> LinkSets.column(all, node());
            case DEAF -> LinkSets.row(all, node());
            case CRASH, LEFT, ABSENT, HANG, FAILING, OVERLOAD, SICK_OBSERVER, GRAY_STATUS, RESTART, SKEWED -> Set.of();
        };
    }

    /** The cells of the matrix that the cause makes {@code down}. */
    public Set<Link> downCells(List<NodeId> all) {
        return kind.isSilence() ? LinkSets.column(all, node()) : links(all);
    }
}
