package dev.telltale.sim;

import dev.telltale.fault.FaultId;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.node.NodeEvent;
import dev.telltale.testkit.RandomFaults;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Crashes, pauses, leaves, restarts, losses and outdated answers; in every second simulation also faults. */
@Tag("fuzz")
class RandomRunsTest {
    @Test
    void theInvariantsHoldInEverySimulation() {
        Seeds.of(1_000).forEach(RandomSimulation::run);
    }

    /**
     * A simulation whose settings, process failures and faults are drawn from one seed, and which checks the
     * invariants.
     */
    static final class RandomSimulation {
        private static final long MILLI = 1_000_000;
        private static final long CHECK_INTERVAL = 250 * MILLI;
        private static final int ACTIONS = 25;
        private static final int MAX_FAULTS = 3;

        private final SplittableRandom random;
        /** Separate, so that a simulation without faults draws the same process failures. */
        private final SplittableRandom faultRandom;

        private final List<NodeId> nodes;
        private final RandomFaults randomFaults;
        private final long timeoutNanos;
        private final Invariants invariants;
        private final SimulatedCluster cluster;
        private final List<FaultId> faults = new ArrayList<>();

        private RandomSimulation(long seed) {
            random = new SplittableRandom(seed);
            faultRandom = new SplittableRandom(~seed);
            int size = 2 + random.nextInt(6);
            nodes = IntStream.range(0, size).mapToObj(SimulatedNode::id).toList();
            randomFaults = new RandomFaults(faultRandom, nodes);
            int observers = random.nextInt(4) == 0 ? 1 + random.nextInt(size - 1) : size - 1;
            var interval = Duration.ofMillis(500 + 100 * random.nextInt(16));
            var timeout = interval.multipliedBy(25 + random.nextInt(16)).dividedBy(10);
            timeoutNanos = timeout.toNanos();
            var detection = new DetectionSettings(
                    DetectorKind.ALL.get(random.nextInt(DetectorKind.ALL.size())),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    Duration.ofSeconds(60),
                    8,
                    random.nextInt(4));
            double loss = random.nextBoolean() ? 0 : random.nextDouble() * 0.3;
            var network = new VirtualNetwork(
                    Duration.ofMillis(random.nextInt(10)), Duration.ofMillis(random.nextInt(10)), loss);
            var heartbeat = new HeartbeatSettings(interval, timeout);
            var settings =
                    new SimulationSettings(size, observers, heartbeat, detection, DetectorKind.ALL, network, seed);
            // The monotonic clock wraps during the simulation.
            invariants = new Invariants(settings, Long.MAX_VALUE - random.nextLong(40_000 * MILLI));
            cluster = invariants.cluster();
        }

        /** Injects faults if the seed is odd. Throws an AssertionError if an invariant is broken. */
        static void run(long seed) {
            var simulation = new RandomSimulation(seed);
            try {
                simulation.run(seed % 2 == 1);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "after %d virtual ms: %s".formatted(simulation.cluster.now() / MILLI, e.getMessage()), e);
            }
        }

        private void run(boolean hasFaults) {
            IntStream.range(0, nodes.size()).forEach(cluster::start);
            advance(random.nextLong(3 * timeoutNanos));
            for (int action = 0; action < ACTIONS; action++) {
                changeProcess(random.nextInt(nodes.size()));
                if (hasFaults) {
                    changeFaults();
                }
                advance(random.nextLong(3 * timeoutNanos / 2));
            }
            cluster.faults().healAll();
            invariants.faultsChanged();
            advance(3 * timeoutNanos);
        }

        private void changeProcess(int node) {
            switch (cluster.node(node).state) {
                case GONE -> cluster.start(node);
                case PAUSED -> {
                    if (random.nextInt(4) == 0) {
                        cluster.crash(node);
                    } else {
                        cluster.resume(node);
                    }
                }
                case LEAVING -> {}
                case RUNNING -> {
                    switch (random.nextInt(5)) {
                        case 0 -> cluster.crash(node);
                        case 1 -> cluster.leave(node);
                        case 2 -> deliverOutdated(node);
                        default -> cluster.pause(node);
                    }
                }
            }
        }

        /** A late answer of an earlier incarnation, from the subject and from a helper. */
        private void deliverOutdated(int observer) {
            int slot = random.nextInt(cluster.settings().observers());
            int subject = cluster.ring().subject(observer, slot);
            int incarnation = (int) invariants.peer(observer, subject).incarnation;
            // A peer that is down may come back with an earlier incarnation: its clock was set back.
            if (incarnation > 1 && cluster.node(observer).lastReported(slot) != Status.DOWN) {
                SimulatedNode node = cluster.node(observer);
                NodeId helper = nodes.get(cluster.ring().observer(observer, 0));
                var result = new NodeEvent.ProbeCompleted(helper, nodes.get(subject), Evidence.OK, incarnation - 1L);
                cluster.deliver(node, MessageType.RESPONSE, subject, cluster.now(), incarnation - 1);
                cluster.enqueue(node, false, () -> result);
            }
        }

        private void changeFaults() {
            if (faults.size() < MAX_FAULTS && faultRandom.nextBoolean()) {
                faults.add(cluster.faults()
                        .inject(faultRandom.nextBoolean() ? randomFaults.onNode() : randomFaults.onLinks(links())));
            } else if (!faults.isEmpty()) {
                cluster.faults().heal(faults.remove(faultRandom.nextInt(faults.size())));
            }
            invariants.faultsChanged();
        }

        private Set<Link> links() {
            NodeId node = randomFaults.node();
            return switch (faultRandom.nextInt(5)) {
                case 0 -> LinkSets.isolate(nodes, node);
                case 1 -> LinkSets.row(nodes, node);
                case 2 -> LinkSets.column(nodes, node);
                case 3 -> LinkSets.halves(nodes);
                default -> Set.of(new Link(node, randomFaults.otherThan(node)));
            };
        }

        private void advance(long nanos) {
            long end = cluster.now() + nanos;
            while (cluster.now() < end) {
                cluster.runUntil(Math.min(end, cluster.now() + CHECK_INTERVAL));
                invariants.checkAll();
            }
        }
    }
}
