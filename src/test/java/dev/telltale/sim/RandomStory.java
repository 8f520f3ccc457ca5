package dev.telltale.sim;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Status;
import java.time.Duration;
import java.util.SplittableRandom;

/** A cluster, its settings and its misfortunes, all drawn from one number. */
final class RandomStory {
    private static final long MILLI = 1_000_000;
    private static final long SWEEP = 250 * MILLI;
    private static final int DEEDS = 25;

    private final SplittableRandom random;
    private final Invariants invariants;
    private final SimulatedCluster cluster;
    private final StoryFaults faults;
    private final boolean hasFaults;
    private final int size;
    private final long timeoutNanos;

    private RandomStory(long seed) {
        random = new SplittableRandom(seed);
        size = 2 + random.nextInt(6);
        boolean isSmallRing = random.nextInt(4) == 0;
        int observers = isSmallRing ? 1 + random.nextInt(size - 1) : size - 1;
        var interval = Duration.ofMillis(500 + 100 * random.nextInt(16));
        var timeout = interval.multipliedBy(25 + random.nextInt(16)).dividedBy(10);
        var heartbeat = new HeartbeatSettings(interval, timeout);
        DetectorKind deciding = DetectorKind.ALL.get(random.nextInt(DetectorKind.ALL.size()));
        var detection = new DetectionSettings(
                deciding, 1 + random.nextInt(3), 1 + random.nextInt(3), Duration.ofSeconds(60), 8, random.nextInt(4));
        double loss = random.nextBoolean() ? 0 : random.nextDouble() * 0.3;
        var network =
                new VirtualNetwork(Duration.ofMillis(random.nextInt(10)), Duration.ofMillis(random.nextInt(10)), loss);
        var settings = new SimulationSettings(size, observers, heartbeat, detection, DetectorKind.ALL, network, seed);
        invariants = new Invariants(settings);
        // The clock of the nodes wraps somewhere in the story.
        long clockStart = Long.MAX_VALUE - random.nextLong(40_000 * MILLI);
        cluster = new SimulatedCluster(settings, clockStart, invariants);
        invariants.watch(cluster);
        faults = new StoryFaults(seed, cluster);
        hasFaults = seed % 2 == 1;
        timeoutNanos = timeout.toNanos();
    }

    /** Throws an AssertionError with the seed if a rule is broken. */
    static void play(long seed) {
        var story = new RandomStory(seed);
        try {
            story.play();
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    "seed %d, after %d ms: %s; replay it with -Dtelltale.seed=%d"
                            .formatted(seed, story.cluster.now() / MILLI, broken.getMessage(), seed),
                    broken);
        }
    }

    private void play() {
        for (int node = 0; node < size; node++) {
            cluster.start(node);
        }
        pass(random.nextLong(3 * timeoutNanos));
        for (int deed = 0; deed < DEEDS; deed++) {
            happen(random.nextInt(size));
            if (hasFaults) {
                faults.happen();
                invariants.faultsChanged();
            }
            pass(random.nextLong(3 * timeoutNanos / 2));
        }
        faults.healAll();
        invariants.faultsChanged();
        pass(3 * timeoutNanos);
    }

    private void happen(int node) {
        switch (cluster.node(node).life) {
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
                    case 2 -> tellOld(node);
                    default -> cluster.pause(node);
                }
            }
        }
    }

    /** An answer that was overtaken by a restart, and the same from a helper. */
    private void tellOld(int observer) {
        int subject = cluster.ring()
                .subject(observer, random.nextInt(cluster.settings().observers()));
        long heard = invariants.heard(observer, subject);
        boolean isDown = cluster.node(observer).told(cluster.ring().slot(observer, subject)) == Status.DOWN;
        // Of one that is down the brain takes any life: then somebody has set the clock back.
        if (heard > 1 && !isDown) {
            cluster.answerOfLife(observer, subject, (int) heard - 1);
            cluster.wordOfLife(observer, subject, (int) heard - 1);
        }
    }

    private void pass(long nanos) {
        long end = cluster.now() + nanos;
        while (cluster.now() < end) {
            cluster.runUntil(Math.min(end, cluster.now() + SWEEP));
            invariants.sweep();
        }
    }
}
