package dev.telltale.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Link;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.Starvation.Part;
import dev.telltale.node.TickResult;
import dev.telltale.replay.Replay;
import dev.telltale.replay.ReplaySettings;
import dev.telltale.testkit.RandomFaults;
import dev.telltale.testkit.Seeds;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.NodeTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replay at the recorded settings says what the node said: in order, and at the same nanosecond. */
class ReplayTest {
    private static final long MILLI = 1_000_000;

    @Tag("fuzz")
    @Test
    void everySimulationIsReproduced() {
        Seeds.of(1_000).forEach(seed -> new RandomRun(seed).check());
    }

    /**
     * A simulation with random settings, in which processes crash, pause and leave, links and nodes have faults, and
     * threads of observers get no processor time.
     */
    private static final class RandomRun implements SimulationObserver {
        private static final int ACTIONS = 40;

        private final SplittableRandom random;
        private final SimulatedCluster cluster;
        private final TraceRecorder recorder;
        private final RandomFaults faults;
        /** What each process said, in the order of their starts. */
        private final List<List<VerdictChange>> changes = new ArrayList<>();

        private final List<List<Transition>> transitions = new ArrayList<>();
        private final int[] process;

        RandomRun(long seed) {
            random = new SplittableRandom(seed);
            int size = 2 + random.nextInt(6);
            var interval = Duration.ofMillis(500 + 100 * random.nextInt(16));
            var heartbeat = new HeartbeatSettings(
                    interval, interval.multipliedBy(15 + random.nextInt(26)).dividedBy(10));
            var detection = new DetectionSettings(
                    DetectorKind.ALL.get(random.nextInt(DetectorKind.ALL.size())),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    Duration.ofSeconds(60),
                    1 + random.nextInt(12),
                    random.nextInt(4));
            double loss = random.nextBoolean() ? 0 : random.nextDouble() * 0.3;
            var network = new VirtualNetwork(
                    Duration.ofMillis(random.nextInt(10)), Duration.ofMillis(random.nextInt(10)), loss);
            int observers = random.nextInt(4) == 0 ? 1 + random.nextInt(size - 1) : size - 1;
            var settings =
                    new SimulationSettings(size, observers, heartbeat, detection, DetectorKind.ALL, network, seed);
            recorder = new TraceRecorder(settings);
            process = new int[size];
            // The monotonic clock wraps during the simulation.
            long clockStart = Long.MAX_VALUE - random.nextLong(40_000 * MILLI);
            cluster = new SimulatedCluster(settings, clockStart, recorder.and(this));
            List<NodeId> nodes =
                    IntStream.range(0, size).mapToObj(SimulatedNode::id).toList();
            faults = new RandomFaults(random, nodes);
        }

        @Override
        public void started(int node, ClockReading at) {
            process[node] = changes.size();
            changes.add(new ArrayList<>());
            transitions.add(new ArrayList<>());
        }

        @Override
        public void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult result) {
            changes.get(process[node]).addAll(result.verdicts());
            transitions.get(process[node]).addAll(result.transitions());
        }

        void check() {
            long timeout = cluster.settings().heartbeat().timeout().toNanos();
            IntStream.range(0, process.length).forEach(cluster::start);
            for (int action = 0; action < ACTIONS; action++) {
                cluster.runUntil(cluster.now() + random.nextLong(timeout));
                act(random.nextInt(process.length));
            }
            cluster.faults().healAll();
            cluster.runUntil(cluster.now() + 3 * timeout);
            List<NodeTrace> traces = recorder.traces();
            for (int i = 0; i < traces.size(); i++) {
                NodeTrace trace = traces.get(i);
                Replay.Result result = Replay.of(trace, ReplaySettings.of(trace.header()), DetectorKind.ALL);
                assertThat(result.changes()).isEqualTo(changes.get(i));
                assertThat(result.transitions()).isEqualTo(transitions.get(i));
            }
        }

        private void act(int node) {
            switch (cluster.node(node).state) {
                case GONE -> cluster.start(node);
                case PAUSED -> cluster.resume(node);
                case LEAVING -> {}
                case RUNNING -> {
                    switch (random.nextInt(8)) {
                        case 0 -> cluster.crash(node);
                        case 1 -> cluster.leave(node);
                        case 2 -> cluster.pause(node);
                        case 3 -> cluster.faults().healAll();
                        case 4 -> cluster.faults()
                                .inject(
                                        random.nextBoolean()
                                                ? faults.onNode()
                                                : faults.onLinks(Set.of(link(node))));
                        default -> starve(node);
                    }
                }
            }
        }

        private Link link(int node) {
            NodeId from = SimulatedNode.id(node);
            return new Link(from, faults.otherThan(from));
        }

        private void starve(int node) {
            Part part = Part.values()[random.nextInt(Part.values().length)];
            if (cluster.node(node).starvedUntil(part) <= cluster.now()) {
                cluster.starve(node, part, random.nextLong(3_000) * MILLI);
            }
        }
    }
}
