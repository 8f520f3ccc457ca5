package dev.telltale.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A whole cluster in virtual time: the brains are the product's, network and clock are made up. */
class SimulatedClusterTest {
    private static final HeartbeatSettings SETTINGS = HeartbeatSettings.DEFAULT;
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int SEEDS = Integer.getInteger("telltale.seeds", 200);

    @Test
    void nodesThatStartTogetherGoFromUnknownToUpAndNeverToDown() {
        SimulatedCluster cluster = started(5, 1);
        cluster.run(Duration.ofSeconds(10));

        assertThat(cluster.transitions())
                .hasSize(20)
                .allMatch(change -> change.from() == Status.UNKNOWN && change.to() == Status.UP);
    }

    @Test
    void aNodeThatComesLateIsUpAtOnceBecauseItKnocks() {
        var cluster = new SimulatedCluster(3, SETTINGS, 2);
        List<NodeId> ids = cluster.ids();
        cluster.start(ids.get(0));
        cluster.start(ids.get(1));
        cluster.run(Duration.ofSeconds(1));
        cluster.start(ids.get(2));
        cluster.run(MOMENT);

        assertThat(cluster.status(ids.get(0), ids.get(2))).isEqualTo(Status.UP);
        assertThat(cluster.status(ids.get(1), ids.get(2))).isEqualTo(Status.UP);
    }

    @Test
    void aCrashIsKnownToAllInAMomentAndARestartTurnsThemUpAgain() {
        SimulatedCluster cluster = started(4, 3);
        cluster.run(Duration.ofSeconds(7));
        NodeId victim = cluster.ids().get(1);

        cluster.crash(victim);
        cluster.run(MOMENT);
        assertAllHold(cluster, victim, Status.DOWN);

        cluster.start(victim);
        cluster.run(MOMENT);
        assertAllHold(cluster, victim, Status.UP);
    }

    @Test
    void aHungNodeIsSuspectFirstAndDownAtTheTimeout() {
        SimulatedCluster cluster = started(3, 4);
        cluster.run(Duration.ofSeconds(7));
        NodeId victim = cluster.ids().get(2);

        cluster.hang(victim);
        cluster.run(Duration.ofMillis(2_900));
        assertThat(cluster.status(cluster.ids().get(0), victim)).isEqualTo(Status.SUSPECT);

        cluster.run(Duration.ofMillis(2_200));
        assertAllHold(cluster, victim, Status.DOWN);
    }

    @Test
    void theSameSeedIsTheSameStory() {
        assertThat(story(77)).isEqualTo(story(77));
    }

    /**
     * Random crashes, hangs and restarts. Always: no running node is ever called down by a running one, and who is gone
     * is known to be so one timeout and one heartbeat later. More seeds with -Dtelltale.seeds=N.
     */
    @Test
    void randomStoriesKeepThePromises() {
        for (long seed = 0; seed < SEEDS; seed++) {
            play(seed);
        }
    }

    private static void play(long seed) {
        var random = new SplittableRandom(seed);
        int size = 2 + random.nextInt(6);
        SimulatedCluster cluster = started(size, seed);
        cluster.onTransition(change -> assertThat(change.to() == Status.DOWN && cluster.isRunning(change.subject()))
                .as(
                        "seed %d: %s calls the living %s down at %s",
                        seed, change.observer(), change.subject(), change.at())
                .isFalse());
        cluster.run(Duration.ofSeconds(3));
        Map<NodeId, Duration> goneFor = new HashMap<>();
        for (int step = 0; step < 30; step++) {
            NodeId node = cluster.ids().get(random.nextInt(size));
            if (!cluster.isRunning(node)) {
                cluster.start(node);
                goneFor.remove(node);
            } else if (random.nextBoolean()) {
                cluster.crash(node);
                goneFor.put(node, Duration.ZERO);
            } else {
                cluster.hang(node);
                goneFor.put(node, Duration.ZERO);
            }
            Duration time = Duration.ofMillis(random.nextInt(9_000));
            cluster.run(time);
            goneFor.replaceAll((id, gone) -> gone.plus(time));
            goneFor.forEach((id, gone) -> assertKnown(cluster, id, gone, seed));
        }
    }

    private static void assertKnown(SimulatedCluster cluster, NodeId gone, Duration time, long seed) {
        Duration bound = SETTINGS.timeout().plus(SETTINGS.interval());
        if (time.compareTo(bound) < 0) {
            return;
        }
        for (NodeId observer : cluster.ids()) {
            if (cluster.isRunning(observer)) {
                // An observer that started a moment ago may not have judged yet, but it has not heard the dead either.
                assertThat(cluster.status(observer, gone))
                        .as("seed %d: %s about %s, gone for %s", seed, observer, gone, time)
                        .isIn(Status.DOWN, Status.UNKNOWN);
            }
        }
    }

    private static List<?> story(long seed) {
        SimulatedCluster cluster = started(5, seed);
        cluster.run(Duration.ofSeconds(3));
        cluster.crash(cluster.ids().get(0));
        cluster.hang(cluster.ids().get(1));
        cluster.run(Duration.ofSeconds(30));
        return cluster.transitions();
    }

    private static SimulatedCluster started(int size, long seed) {
        var cluster = new SimulatedCluster(size, SETTINGS, seed);
        cluster.ids().forEach(cluster::start);
        return cluster;
    }

    private static void assertAllHold(SimulatedCluster cluster, NodeId subject, Status status) {
        for (NodeId observer : cluster.ids()) {
            if (!observer.equals(subject)) {
                assertThat(cluster.status(observer, subject)).as("%s", observer).isEqualTo(status);
            }
        }
    }
}
