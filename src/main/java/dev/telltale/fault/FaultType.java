package dev.telltale.fault;

import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a fault does, to links or to one node from inside. Values only: who enforces it is another matter. */
public sealed interface FaultType {
    Duration MAX_DELAY = Duration.ofMinutes(1);
    Duration MAX_SKEW = Duration.ofHours(24);
    int MAX_LINKS = 40_000;

    /** The word in JSON, on the command line and on the screen. */
    String word();

    /** The nodes that have to enforce it, in the order in which they are first named. */
    Set<NodeId> nodes();

    /** As much of it as concerns this node; empty if that is nothing. */
    Optional<FaultType> partOf(NodeId node);

    /** An effect on links. */
    sealed interface OnLinks extends FaultType {
        Set<Link> links();

        /** The same on other links. */
        OnLinks on(Set<Link> links);

        /** Whether the subject's end enforces it too. */
        boolean isAtBothEnds();

        @Override
        default Set<NodeId> nodes() {
            Set<NodeId> nodes = new LinkedHashSet<>();
            for (Link link : links()) {
                nodes.add(link.observer());
                if (isAtBothEnds()) {
                    nodes.add(link.subject());
                }
            }
            return nodes;
        }

        @Override
        default Optional<FaultType> partOf(NodeId node) {
            Set<Link> mine = new LinkedHashSet<>();
            for (Link link : links()) {
                if (link.observer().equals(node)
                        || (isAtBothEnds() && link.subject().equals(node))) {
                    mine.add(link);
                }
            }
            return mine.isEmpty() ? Optional.empty() : Optional.of(on(mine));
        }
    }

    /** An effect on one node, enforced by itself. */
    sealed interface OnNode extends FaultType {
        NodeId node();

        @Override
        default Set<NodeId> nodes() {
            return Set.of(node());
        }

        @Override
        default Optional<FaultType> partOf(NodeId node) {
            return node().equals(node) ? Optional.of(this) : Optional.empty();
        }
    }

    /** Nothing comes through: held back where it leaves, and not answered where it still enters. */
    record Cut(Set<Link> links) implements OnLinks {
        public Cut {
            links = checked(links);
        }

        @Override
        public String word() {
            return "cut";
        }

        @Override
        public Cut on(Set<Link> others) {
            return new Cut(others);
        }

        @Override
        public boolean isAtBothEnds() {
            return true;
        }
    }

    /**
     * Every question waits before it leaves, at least for the delay and at most for the jitter longer. At the observer's end
     * only: two ends would delay twice.
     */
    record Delay(Set<Link> links, Duration delay, Duration jitter) implements OnLinks {
        public Delay {
            links = checked(links);
            check("delay", delay);
            check("jitter", jitter);
        }

        @Override
        public String word() {
            return "delay";
        }

        @Override
        public Delay on(Set<Link> others) {
            return new Delay(others, delay, jitter);
        }

        @Override
        public boolean isAtBothEnds() {
            return false;
        }
    }

    /** This share of the questions, 0 to 1, never leaves. At the observer's end only: two draws would lose more. */
    record Drop(Set<Link> links, double share) implements OnLinks {
        public Drop {
            links = checked(links);
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is 0 to 1, found " + share);
            }
        }

        @Override
        public String word() {
            return "drop";
        }

        @Override
        public Drop on(Set<Link> others) {
            return new Drop(others, share);
        }

        @Override
        public boolean isAtBothEnds() {
            return false;
        }
    }

    /** It takes every request and answers none, but for this port; it still runs, asks and judges. */
    record Stall(NodeId node) implements OnNode {
        @Override
        public String word() {
            return "stall";
        }
    }

    /** Every answer is late, at least by the delay and at most by the jitter more. */
    record Slow(NodeId node, Duration delay, Duration jitter) implements OnNode {
        public Slow {
            check("delay", delay);
            check("jitter", jitter);
        }

        @Override
        public String word() {
            return "slow";
        }
    }

    /** Every answer is an error: status 500, or 200 with a body that is no JSON. */
    record Fail(NodeId node, boolean isGarbage) implements OnNode {
        @Override
        public String word() {
            return "error";
        }
    }

    /** Green while broken: this page answers 500 and everything else is as it should be. */
    record Gray(NodeId node, Endpoint broken) implements OnNode {
        @Override
        public String word() {
            return "gray";
        }
    }

    /** Its wall clock is ahead by so much, or behind if that is negative; its monotonic clock is not touched. */
    record Skew(NodeId node, Duration ahead) implements OnNode {
        public Skew {
            if (ahead.abs().compareTo(MAX_SKEW) > 0) {
                throw new IllegalArgumentException(
                        "a skew is at most " + MAX_SKEW.toHours() + " hours, found " + ahead.toSeconds() + " s");
            }
        }

        @Override
        public String word() {
            return "skew";
        }
    }

    /** Of every effect, in the order in which people are told. */
    List<String> WORDS = List.of("cut", "delay", "drop", "stall", "slow", "error", "gray", "skew");

    private static Set<Link> checked(Collection<Link> links) {
        if (links.isEmpty()) {
            throw new IllegalArgumentException("a fault of links needs a link");
        }
        if (links.size() > MAX_LINKS) {
            throw new IllegalArgumentException("a fault has at most " + MAX_LINKS + " links, found " + links.size());
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(links));
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException("a " + name + " is 0 ms to 1 min, found " + value.toMillis() + " ms");
        }
    }
}
