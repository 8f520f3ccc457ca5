package dev.telltale.soak;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Target;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws faults of all types except partial loss of heartbeats, after which it depends on chance whether a {@code down}
 * is correct.
 */
final class RandomFaults {
    private static final int MAX_SKEW_SECONDS = 3_600;

    private final SplittableRandom random;
    private final List<NodeId> nodes;
    /** Delay plus jitter, below the attempt deadline, so that no response is too late. */
    private final int maxDelayMillis;

    RandomFaults(SplittableRandom random, List<NodeId> nodes, HeartbeatSettings heartbeat) {
        this.random = random;
        this.nodes = nodes;
        maxDelayMillis = (int) heartbeat.deadline().toMillis() / 2;
    }

    /** A random action, half of the time on a process. */
    Action next() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> onProcess(Action.Verb.KILL);
            case 2 -> onProcess(random.nextBoolean() ? Action.Verb.STOP : Action.Verb.RESTART);
            case 3 -> onProcess(Action.Verb.PAUSE);
            case 4, 5 -> new Action.OnNode(onNode());
            default -> onLinks();
        };
    }

    private Action onProcess(Action.Verb verb) {
        return new Action.OnProcesses(verb, List.of(node()));
    }

    private NodeFault onNode() {
        return switch (random.nextInt(6)) {
            case 0 -> new NodeFault.Stall(node());
            case 1 -> new NodeFault.Slow(node(), delay(), delay());
            case 2 -> new NodeFault.Fail(node(), random.nextBoolean());
            case 3 -> new NodeFault.Gray(node(), Endpoint.HEARTBEAT);
            case 4 -> new NodeFault.Gray(node(), Endpoint.STATUS);
            default ->
                new NodeFault.Skew(node(), Duration.ofSeconds(random.nextInt(-MAX_SKEW_SECONDS, MAX_SKEW_SECONDS)));
        };
    }

    private Action onLinks() {
        Target target = target();
        Set<Link> links = target.links(nodes);
        if (target.isPartition() || random.nextBoolean()) {
            return new Action.OnLinks(target, new LinkFault.Cut(links));
        }
        return new Action.OnLinks(
                target,
                random.nextBoolean() ? new LinkFault.Delay(links, delay(), delay()) : new LinkFault.Drop(links, 1));
    }

    private Target target() {
        NodeId node = node();
        List<NodeId> others = nodes.stream().filter(one -> !one.equals(node)).toList();
        return switch (random.nextInt(8)) {
            case 0 -> new Target.Row(node);
            case 1 -> new Target.Column(node);
            case 2 -> new Target.Isolate(node);
            case 3 -> new Target.Halves();
            default -> new Target.Pair(node, others.get(random.nextInt(others.size())), random.nextBoolean());
        };
    }

    private NodeId node() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private Duration delay() {
        return Duration.ofMillis(random.nextInt(maxDelayMillis / 2));
    }
}
