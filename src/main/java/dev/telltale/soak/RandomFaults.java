package dev.telltale.soak;

import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.Action;
import dev.telltale.scenario.Target;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One fault of every kind that the bench knows, but for the loss of some heartbeats by chance: of a red cell that follows,
 * nobody could say whether it is right.
 */
final class RandomFaults {
    private static final int MAX_SKEW_SECONDS = 3_600;

    private final SplittableRandom random;
    private final List<NodeId> nodes;
    /** Delay and jitter together: no answer comes too late for it. */
    private final int mostDelayMillis;

    RandomFaults(SplittableRandom random, List<NodeId> nodes, HeartbeatSettings heartbeat) {
        this.random = random;
        this.nodes = nodes;
        mostDelayMillis = (int) heartbeat.deadline().toMillis() / 2;
    }

    /** Processes half of the time. */
    Action next() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> onProcess(Action.Verb.KILL);
            case 2 -> onProcess(random.nextBoolean() ? Action.Verb.STOP : Action.Verb.RESTART);
            case 3 -> onProcess(Action.Verb.PAUSE);
            case 4, 5 -> new Action.OnNode(onNode());
            default -> onLinks();
        };
    }

    /** All nodes that it touches. */
    static Set<NodeId> concerned(Action act) {
        Set<NodeId> concerned = new LinkedHashSet<>();
        if (act instanceof Action.OnProcesses processes) {
            concerned.addAll(processes.nodes());
        } else if (act instanceof Action.OnNode one) {
            concerned.addAll(one.effect().nodes());
        } else if (act instanceof Action.OnLinks links) {
            for (Link link : links.effect().links()) {
                concerned.add(link.observer());
                concerned.add(link.subject());
            }
        }
        return concerned;
    }

    private Action onProcess(Action.Verb verb) {
        return new Action.OnProcesses(verb, List.of(node()));
    }

    private FaultType.OnNode onNode() {
        return switch (random.nextInt(6)) {
            case 0 -> new FaultType.Stall(node());
            case 1 -> new FaultType.Slow(node(), delay(), delay());
            case 2 -> new FaultType.Fail(node(), random.nextBoolean());
            case 3 -> new FaultType.Gray(node(), Endpoint.HEARTBEAT);
            case 4 -> new FaultType.Gray(node(), Endpoint.STATUS);
            default ->
                new FaultType.Skew(node(), Duration.ofSeconds(random.nextInt(-MAX_SKEW_SECONDS, MAX_SKEW_SECONDS)));
        };
    }

    private Action onLinks() {
        Target target = target();
        Set<Link> links = target.links(nodes);
        if (target.isPartition() || random.nextBoolean()) {
            return new Action.OnLinks(target, new FaultType.Cut(links));
        }
        return new Action.OnLinks(
                target,
                random.nextBoolean() ? new FaultType.Delay(links, delay(), delay()) : new FaultType.Drop(links, 1));
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
        return Duration.ofMillis(random.nextInt(mostDelayMillis / 2));
    }
}
