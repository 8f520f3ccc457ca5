package dev.telltale.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.Starvation.Part;
import dev.telltale.node.TickResult;
import dev.telltale.time.ClockReading;
import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nodes on an overloaded machine: their threads get no processor time in turn. No node fails and no message is lost, so
 * every down is caused by starvation.
 */
class StarvedThreadsTest {
    private static final long MILLI = 1_000_000;
    /** Smaller delays are ordinary scheduling and not counted. */
    private static final long LATE = 100 * MILLI;

    private static final long IO_LATE = 250 * MILLI;
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final HeartbeatSettings SETTINGS = new HeartbeatSettings(INTERVAL, TIMEOUT);
    private static final long DEADLINE = SETTINGS.deadline().toNanos();

    @Test
    @Tag("fuzz")
    void everyDownIsExplainedByTheSubjectAndNeverByTheLagOfTheObserver() {
        var downs = new int[1];
        Seeds.of(500).forEach(seed -> downs[0] += run(seed, Part.values()));
        assertThat(downs[0]).as("downs").isPositive();
    }

    @Test
    void onlyStarvationOfTheIoThreadCausesADown() {
        for (Part part : Part.values()) {
            var simulation = new CheckedSimulation(1, 3);
            simulation.advance(10_000);
            simulation.starve(2, part, 7_000);
            simulation.advance(20_000);
            if (part == Part.IO) {
                assertThat(simulation.downs).isPositive();
            } else {
                assertThat(simulation.downs)
                        .as("%s: it answered all the time", part)
                        .isZero();
            }
        }
    }

    /** An observer whose loop and I/O thread are each late by less than a second in turn reports no peer down. */
    @Test
    void noNodeIsDownIfAllAreEquallyLate() {
        var simulation = new CheckedSimulation(7, 6);
        simulation.advance(10_000);
        for (int round = 0; round < 200; round++) {
            for (int node = 0; node < 6; node++) {
                simulation.starve(node, Part.LOOP, 900);
                simulation.starve(node, Part.IO, 900);
            }
            simulation.advance(1_000);
        }
        assertThat(simulation.downs).isZero();
    }

    private static int run(long seed, Part... parts) {
        var random = new SplittableRandom(seed);
        int size = 2 + random.nextInt(6);
        var simulation = new CheckedSimulation(seed, size);
        simulation.advance(random.nextInt(3) == 0 ? 0 : 10_000);
        int pressure = 1 + random.nextInt(4 * size);
        for (int action = 0; action < 200; action++) {
            if (random.nextInt(4 * size) < pressure) {
                int node = random.nextInt(size);
                Part part = parts[random.nextInt(parts.length)];
                int millis = random.nextInt(4) == 0 ? random.nextInt(9_000) : random.nextInt(1_500);
                simulation.starve(node, part, millis);
                if (random.nextInt(3) == 0) {
                    // The whole process.
                    for (Part each : Part.values()) {
                        simulation.starve(node, each, millis);
                    }
                }
            }
            simulation.advance(random.nextInt(600));
        }
        simulation.advance(20_000);
        return simulation.downs;
    }

    /** A simulation that checks two rules for every verdict. */
    private static final class CheckedSimulation implements SimulationObserver {
        private final long seed;
        private final SimulatedCluster cluster;
        private final int size;
        /** By node: from and until when a thread of it got no processor time. */
        private final List<List<long[]>> starved = new ArrayList<>();

        /** By node: from when until when its loop had something to do and did not run. */
        private final List<List<long[]>> lateLoop = new ArrayList<>();

        private final long[] nextWake;
        /** By observer and subject: since when an attempt is under way; -1 if none is. */
        private final long[][] asked;
        /** By observer and subject: by how much attempts since the last heartbeat outlasted their deadlines. */
        private final long[][] waited;
        /** By observer and subject: virtual nanoseconds of the last heartbeat. */
        private final long[][] heard;

        private final Map<DetectorKind, Set<Integer>> down = new EnumMap<>(DetectorKind.class);
        int downs;

        CheckedSimulation(long seed, int size) {
            this.seed = seed;
            this.size = size;
            heard = new long[size][size];
            asked = new long[size][size];
            waited = new long[size][size];
            nextWake = new long[size];
            for (int node = 0; node < size; node++) {
                starved.add(new ArrayList<>());
                lateLoop.add(new ArrayList<>());
                Arrays.fill(asked[node], -1);
            }
            var network = new VirtualNetwork(Duration.ofMillis(1), Duration.ofMillis(1), 0);
            cluster = new SimulatedCluster(
                    new SimulationSettings(
                            size, size - 1, SETTINGS, DetectionSettings.DEFAULT, DetectorKind.ALL, network, seed),
                    0,
                    this);
            for (int node = 0; node < size; node++) {
                cluster.start(node);
            }
        }

        void advance(long millis) {
            cluster.runUntil(cluster.now() + millis * MILLI);
        }

        void starve(int node, Part part, long millis) {
            long until = cluster.now() + millis * MILLI;
            if (cluster.node(node).starvedUntil(part) < until) {
                cluster.starve(node, part, millis * MILLI);
                starved.get(node).add(new long[] {cluster.now(), until});
            }
        }

        @Override
        public void ticked(int node, ClockReading at, List<NodeEvent> events, TickResult step) {
            long now = cluster.now();
            long due = events.stream()
                    .flatMap(event -> event instanceof NodeEvent.AttemptCompleted ended
                            ? Stream.of(ended.attempt().ended().nanos())
                            : Stream.empty())
                    .reduce(nextWake[node], Math::min);
            if (now - due > LATE) {
                lateLoop.get(node).add(new long[] {due, now});
            }
            nextWake[node] = now + step.wakeInNanos();
            for (NodeEvent event : events) {
                if (event instanceof NodeEvent.AttemptCompleted ended) {
                    ended(node, SimulatedNode.index(ended.attempt().peer()), ended.attempt());
                }
            }
            step.verdicts().forEach(change -> check(node, change));
            step.requests().forEach(subject -> asked[node][SimulatedNode.index(subject)] = now);
        }

        private void ended(int node, int subject, Attempt attempt) {
            waited[node][subject] += overdue(node, subject, attempt.ended().nanos());
            asked[node][subject] = -1;
            if (attempt.evidence() == Evidence.OK) {
                heard[node][subject] = attempt.ended().nanos();
                waited[node][subject] = 0;
            }
        }

        /** Nanoseconds of the silence in which the observer itself was late with what concerns this subject. */
        private long observerLost(int observer, int subject, long from) {
            return Math.max(
                    lost(lateLoop.get(observer), from),
                    waited[observer][subject] + overdue(observer, subject, cluster.now()));
        }

        /** By how much the attempt under way has outlasted its deadline until then; no fault of the subject. */
        private long overdue(int observer, int subject, long until) {
            long since = asked[observer][subject];
            long late = since < 0 ? 0 : until - since - DEADLINE;
            return late > IO_LATE ? late : 0;
        }

        private void check(int observer, VerdictChange change) {
            int subject = SimulatedNode.index(change.subject());
            Set<Integer> pairs = down.computeIfAbsent(change.detector(), kind -> new HashSet<>());
            int pair = observer * size + subject;
            if (change.to() == Status.DOWN) {
                downs++;
                pairs.add(pair);
                long from = heard[observer][subject];
                long silence = cluster.now() - from;
                long observed = silence - observerLost(observer, subject, from);
                boolean isBySilence =
                        change.detector() == DetectorKind.TIMEOUT || change.detector() == DetectorKind.EVIDENCE;
                assertThat(observed)
                        .as(() ->
                                "seed %d: silence in which the observer was in time: %s; since %d ms; loop late %s; subject %s, waited %d"
                                        .formatted(
                                                seed,
                                                change,
                                                from / MILLI,
                                                text(lateLoop.get(observer), from),
                                                text(starved.get(subject), from),
                                                waited[observer][subject] / MILLI))
                        .isGreaterThanOrEqualTo(isBySilence ? TIMEOUT.toNanos() : INTERVAL.toNanos());
                assertThat(lost(starved.get(subject), from))
                        .as("seed %d: what the subject lacked of %d ms: %s", seed, silence / MILLI, change)
                        .isGreaterThanOrEqualTo(silence / 3);
            } else if (change.to() == Status.UP && pairs.remove(pair)) {
                Silence ended = change.silence();
                assertThat(ended != null && ended.isStarvation())
                        .as("seed %d: %s", seed, change)
                        .isTrue();
            }
        }

        private static String text(List<long[]> intervals, long from) {
            return intervals.stream()
                    .filter(one -> one[1] > from)
                    .map(one -> one[0] / MILLI + "-" + one[1] / MILLI)
                    .toList()
                    .toString();
        }

        /**
         * How many nanoseconds since then at least one of the intervals, which are in the order of their starts,
         * covers.
         */
        private long lost(List<long[]> intervals, long from) {
            long covered = from;
            long lost = 0;
            for (long[] one : intervals) {
                long begin = Math.max(covered, one[0]);
                long end = Math.min(cluster.now(), one[1]);
                if (end > begin) {
                    lost += end - begin;
                    covered = end;
                }
            }
            return lost;
        }
    }
}
