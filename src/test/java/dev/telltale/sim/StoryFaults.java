package dev.telltale.sim;

import dev.telltale.model.Effect;
import dev.telltale.model.FaultId;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** What a story breaks and heals, by a luck of its own. */
final class StoryFaults {
    private static final int MOST = 3;

    private final SplittableRandom random;
    private final SimulatedCluster cluster;
    private final List<NodeId> nodes = new ArrayList<>();
    private final List<FaultId> active = new ArrayList<>();

    StoryFaults(long seed, SimulatedCluster cluster) {
        random = new SplittableRandom(~seed);
        this.cluster = cluster;
        for (int i = 0; i < cluster.settings().nodes(); i++) {
            nodes.add(SimulatedNode.id(i));
        }
    }

    /** One more is made, or one is healed. */
    void happen() {
        if (active.size() < MOST && random.nextBoolean()) {
            active.add(cluster.faults().make(effect()));
        } else if (!active.isEmpty()) {
            cluster.faults().heal(active.remove(random.nextInt(active.size())));
        }
    }

    void healAll() {
        cluster.faults().healAll();
        active.clear();
    }

    private Effect effect() {
        NodeId node = nodes.get(random.nextInt(nodes.size()));
        Duration delay = Duration.ofMillis(random.nextInt(600));
        Duration jitter = Duration.ofMillis(random.nextInt(300));
        return switch (random.nextInt(10)) {
            case 0 -> new Effect.Stall(node);
            case 1 -> new Effect.Slow(node, delay, jitter);
            case 2 -> new Effect.Fail(node, random.nextBoolean());
            case 3 -> new Effect.Gray(node, random.nextBoolean() ? Page.HEARTBEAT : Page.STATUS);
            case 4 -> new Effect.Skew(node, Duration.ofSeconds(random.nextInt(-3_600, 3_600)));
            case 5 -> new Effect.Drop(links(node), random.nextInt(4) == 0 ? 1 : random.nextDouble());
            case 6 -> new Effect.Delay(links(node), delay, jitter);
            default -> new Effect.Cut(links(node));
        };
    }

    private Set<Link> links(NodeId node) {
        NodeId other = nodes.stream().filter(one -> !one.equals(node)).toList().get(random.nextInt(nodes.size() - 1));
        return switch (random.nextInt(5)) {
            case 0 -> Links.isolate(nodes, node);
            case 1 -> Links.row(nodes, node);
            case 2 -> Links.column(nodes, node);
            case 3 -> Links.halves(nodes);
            default -> Set.of(new Link(node, other));
        };
    }
}
