package dev.telltale.testkit;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws nodes, durations and faults of every kind. */
public record RandomFaults(SplittableRandom random, List<NodeId> nodes) {
    private static final int MAX_DELAY_MILLIS = 900;
    private static final int MAX_SKEW_MILLIS = 3_600_000;

    public <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    public NodeId node() {
        return oneOf(nodes);
    }

    public NodeId otherThan(NodeId node) {
        return oneOf(nodes.stream().filter(other -> !other.equals(node)).toList());
    }

    /** From min to less than max. */
    public Duration millis(int min, int max) {
        return Duration.ofMillis(random.nextInt(min, max));
    }

    private Duration jitter() {
        return random.nextBoolean() ? Duration.ZERO : millis(1, MAX_DELAY_MILLIS);
    }

    public NodeFault onNode() {
        NodeId node = node();
        return switch (random.nextInt(5)) {
            case 0 -> new NodeFault.Stall(node);
            case 1 -> new NodeFault.Slow(node, millis(0, MAX_DELAY_MILLIS), jitter());
            case 2 -> new NodeFault.Fail(node, random.nextBoolean());
            case 3 -> new NodeFault.Gray(node, random.nextBoolean() ? Endpoint.HEARTBEAT : Endpoint.STATUS);
            default -> new NodeFault.Skew(node, millis(1, MAX_SKEW_MILLIS).multipliedBy(random.nextBoolean() ? 1 : -1));
        };
    }

    public LinkFault onLinks(Set<Link> links) {
        return switch (random.nextInt(3)) {
            case 0 -> new LinkFault.Cut(links);
            case 1 -> new LinkFault.Delay(links, millis(0, MAX_DELAY_MILLIS), jitter());
            default -> new LinkFault.Drop(links, random.nextInt(4) == 0 ? 1 : random.nextDouble());
        };
    }
}
