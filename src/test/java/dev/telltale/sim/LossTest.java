package dev.telltale.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Status;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.TickResult;
import dev.telltale.time.ClockReading;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heartbeats that are lost by chance, and many nodes that start at once. */
@Tag("fuzz")
class LossTest {
    private static final int NODES = 100;
    private static final long HOUR = Duration.ofHours(1).toNanos();
    /** Tolerance in standard deviations; a correct run exceeds it once in 500 million. */
    private static final double DEVIATIONS = 6;

    /**
     * Attempts are 1.8 to 2 s apart and the timeout is 5 s, so a down needs two losses in a row: p x p of all
     * heartbeats are followed by a down. Each node has one subject only, so that no received request triggers an extra
     * attempt.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void theShareOfDownsIsTheSquareOfTheLossProbability(double share) {
        Seeds.of(10).forEach(seed -> checkDowns(share, seed));
    }

    private static void checkDowns(double share, long seed) {
        var count = new Count();
        var cluster = new SimulatedCluster(settings(NODES, 1, seed), Long.MAX_VALUE - HOUR / 2, count);
        Set<Link> all = new HashSet<>();
        for (int node = 0; node < NODES; node++) {
            cluster.start(node);
            int subject = cluster.ring().subject(node, 0);
            all.add(new Link(cluster.node(node).id, cluster.node(subject).id));
        }
        cluster.faults().inject(new LinkFault.Drop(all, share));
        cluster.runUntil(HOUR);

        double expected = share * share;
        double deviation = Math.sqrt(expected * (1 - expected) / count.heard);
        assertThat((double) count.downs / count.heard)
                .as("%d downs after %d heartbeats", count.downs, count.heard)
                .isCloseTo(expected, Offset.offset(DEVIATIONS * deviation));
    }

    @Test
    void fortyNodesThatStartAtOnceAreNeverDown() {
        Seeds.of(10).forEach(LossTest::startForty);
    }

    private static void startForty(long seed) {
        var count = new Count();
        var cluster = new SimulatedCluster(settings(40, 39, seed), Long.MAX_VALUE - HOUR / 2, count);
        for (int node = 0; node < 40; node++) {
            cluster.start(node);
        }
        cluster.runUntil(Duration.ofMinutes(1).toNanos());

        assertThat(count.downs).isZero();
        assertThat(count.ups).isEqualTo(40 * 39);
    }

    private static SimulationSettings settings(int nodes, int observers, long seed) {
        return new SimulationSettings(
                nodes,
                observers,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                List.of(DetectorKind.EVIDENCE),
                VirtualNetwork.DEFAULT,
                seed);
    }

    private static final class Count implements SimulationObserver {
        private long heard;
        private long downs;
        private long ups;

        @Override
        public void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult step) {
            heard += events.stream()
                    .filter(event -> event instanceof NodeEvent.AttemptCompleted ended
                            && ended.attempt().evidence() == Evidence.OK)
                    .count();
            downs += count(step, Status.DOWN);
            ups += count(step, Status.UP);
        }

        private static long count(TickResult step, Status status) {
            return step.transitions().stream()
                    .filter(change -> change.to() == status)
                    .count();
        }
    }
}
