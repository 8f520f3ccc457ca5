package dev.telltale.scenario;

import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.NodeFault;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.FaultInterval;
import dev.telltale.groundtruth.InjectedCauses;
import dev.telltale.groundtruth.Outage;
import dev.telltale.launcher.Launcher;
import dev.telltale.launcher.RealLauncher;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.scenario.run.ProcessTestbed;
import dev.telltale.scenario.run.Recording;
import dev.telltale.scenario.run.Recording.RecordedDiagnosis;
import dev.telltale.scenario.run.ScenarioRun;
import dev.telltale.scenario.run.SimulationTestbed;
import dev.telltale.scenario.run.Testbed;
import dev.telltale.sim.SimulationSettings;
import dev.telltale.sim.VirtualCluster;
import dev.telltale.sim.VirtualNetwork;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.Seeds;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The diagnosis of two successive faults names both, or lists the causes that look the same. */
class FaultPairsTest {
    private static final HeartbeatSettings HEARTBEAT =
            new HeartbeatSettings(Duration.ofMillis(400), Duration.ofMillis(1_500));
    private static final Duration FIRST = Duration.ofSeconds(2);
    /** After this time a restart is no longer reported. */
    private static final Duration END = Duration.ofSeconds(22);

    private static final List<Integer> SIZES = List.of(3, 5, 7);

    /** A fault of node x, or of its links with neighbour y. */
    private enum Kind {
        KILL,
        STOP,
        RESTART,
        PAUSE,
        STALL,
        ERROR,
        GRAY_HEARTBEAT,
        GRAY_STATUS,
        SKEW_AHEAD,
        SKEW_BEHIND,
        ONE_WAY,
        BROKEN,
        ROW,
        COLUMN,
        ISOLATE,
        HALVES;

        Action on(NodeId x, NodeId y, List<NodeId> nodes) {
            return switch (this) {
                case KILL -> new Action.OnProcesses(Action.Verb.KILL, List.of(x));
                case STOP -> new Action.OnProcesses(Action.Verb.STOP, List.of(x));
                case RESTART -> new Action.OnProcesses(Action.Verb.RESTART, List.of(x));
                case PAUSE -> new Action.OnProcesses(Action.Verb.PAUSE, List.of(x));
                case STALL -> new Action.OnNode(new NodeFault.Stall(x));
                case ERROR -> new Action.OnNode(new NodeFault.Fail(x, false));
                case GRAY_HEARTBEAT -> new Action.OnNode(new NodeFault.Gray(x, Endpoint.HEARTBEAT));
                case GRAY_STATUS -> new Action.OnNode(new NodeFault.Gray(x, Endpoint.STATUS));
                case SKEW_AHEAD -> new Action.OnNode(new NodeFault.Skew(x, Duration.ofMinutes(10)));
                case SKEW_BEHIND -> new Action.OnNode(new NodeFault.Skew(x, Duration.ofMinutes(-10)));
                case ONE_WAY -> cut(new Target.Pair(x, y, false), nodes);
                case BROKEN -> cut(new Target.Pair(x, y, true), nodes);
                case ROW -> cut(new Target.Row(x), nodes);
                case COLUMN -> cut(new Target.Column(x), nodes);
                case ISOLATE -> cut(new Target.Isolate(x), nodes);
                case HALVES -> cut(new Target.Halves(), nodes);
            };
        }

        private static Action cut(Target target, List<NodeId> nodes) {
            return new Action.OnLinks(target, new LinkFault.Cut(target.links(nodes)));
        }
    }

    /** A run in virtual time, with its ground truth. */
    private static final class Played {
        private final Scenario scenario;
        private final Recording recording;
        private final List<Outage> outages;

        Played(int nodes, Duration end, long seed, Step... steps) throws Exception {
            this(scenario(nodes, end, steps), scenario -> new SimulationTestbed(scenario, seed));
        }

        Played(Scenario scenario, Function<Scenario, Testbed> testbeds) throws Exception {
            this.scenario = scenario;
            Testbed testbed = testbeds.apply(scenario);
            ScenarioRun.play(scenario, testbed, (number, step, isEnd) -> {});
            recording = testbed.recording();
            outages = recording.incidents().outages(HEARTBEAT);
        }

        static Scenario scenario(int nodes, Duration end, Step... steps) {
            return new Scenario(
                    "x", "", "", 0, nodes, HEARTBEAT, DetectionSettings.DEFAULT, List.of(steps), List.of(), end);
        }

        Diagnosis last() {
            List<RecordedDiagnosis> diagnoses = recording.diagnoses();
            return diagnoses.get(diagnoses.size() - 1).diagnosis();
        }

        /** Whether a diagnosis had the cause at any time after this. */
        boolean hasDiagnosed(Cause cause, Duration from) {
            Instant since = recording.start().plus(from);
            List<RecordedDiagnosis> diagnoses = recording.diagnoses();
            return IntStream.range(0, diagnoses.size())
                    .filter(i -> i + 1 == diagnoses.size()
                            || diagnoses.get(i + 1).at().isAfter(since))
                    .anyMatch(i -> diagnoses.get(i).hasCause(cause.words()));
        }

        /** Sentences that no injected cause explains. */
        List<String> unexplained() {
            var truth = new InjectedCauses(
                    scenario.ids(), outages, recording.incidents().faults(), HEARTBEAT.timeout());
            return recording.diagnoses().stream()
                    .filter(recorded -> !truth.unexplained(recorded.diagnosis(), recorded.at())
                            .isEmpty())
                    .map(recorded -> Duration.between(recording.start(), recorded.at())
                                    .toMillis() + " ms: " + recorded.diagnosis().sentence())
                    .toList();
        }

        /** Causes in effect at the end that the last diagnosis lacks, although answering observers detect them. */
        List<String> unnamed() {
            List<Cause> ofNodes = new ArrayList<>();
            Set<Link> cut = new LinkedHashSet<>();
            for (Outage outage : outages) {
                if (outage.until() == null && outage.observer() != null) {
                    cut.add(new Link(outage.observer(), outage.node()));
                } else if (outage.until() == null && outage.kind() != Failure.MUTE) {
                    ofNodes.add(cause(outage));
                }
            }
            Map<NodeId, Duration> skews = new HashMap<>();
            for (FaultInterval interval : recording.incidents().faults()) {
                FaultType effect = interval.fault().effect();
                if (interval.until() == null && effect instanceof NodeFault.Skew skew) {
                    skews.merge(skew.node(), skew.ahead(), Duration::plus);
                } else if (interval.until() == null && effect instanceof NodeFault one) {
                    ofNodes.add(cause(one));
                }
            }
            // A clock that is skewed twice may be right again.
            skews.forEach((node, ahead) -> {
                if (!ahead.isZero()) {
                    ofNodes.add(CauseKind.SKEWED.of(node));
                }
            });
            List<Cause> visible = ofNodes.stream()
                    .filter(cause -> ofNodes.stream()
                            .noneMatch(other -> other.node().equals(cause.node()) && rank(other) < rank(cause)))
                    .toList();
            List<String> unnamed = new ArrayList<>();
            visible.stream()
                    .filter(cause -> !isNamed(cause, cut))
                    .map(Cause::words)
                    .forEach(unnamed::add);
            cut.stream()
                    .filter(link -> visible.stream().noneMatch(cause -> hides(cause, link)))
                    .filter(link -> !isNamed(link, cut))
                    .map(link -> "link " + link)
                    .forEach(unnamed::add);
            return unnamed;
        }

        /** The first of each kind. */
        List<String> wrong() {
            List<String> wrong = new ArrayList<>();
            unexplained().stream().limit(1).forEach(wrong::add);
            if (!unnamed().isEmpty()) {
                wrong.add("not named: " + unnamed() + " in " + last().sentence());
            }
            return wrong;
        }

        private boolean isNamed(Cause cause, Set<Link> cut) {
            return causes().anyMatch(seen -> seen.equals(cause) || looksLike(cause, seen))
                    || (cause.kind() != CauseKind.SKEWED && links(cut).anyMatch(link -> link.touches(cause.node())));
        }

        /** A leave whose announcement reached no observer. */
        private static boolean looksLike(Cause done, Cause seen) {
            return done.kind() == CauseKind.LEFT && seen.equals(CauseKind.CRASH.of(done.node()));
        }

        private boolean isNamed(Link link, Set<Link> cut) {
            return links(cut).anyMatch(link::equals);
        }

        private Stream<Cause> causes() {
            return last().findings().stream().map(Finding::causes).flatMap(List::stream);
        }

        /** Causes without links that work. */
        private Stream<Link> links(Set<Link> cut) {
            return causes().filter(cause -> cause.kind().isOfLinks())
                    .map(cause -> cause.links(scenario.ids()))
                    .filter(cut::containsAll)
                    .flatMap(Set::stream);
        }

        private static boolean hides(Cause cause, Link link) {
            return cause.kind() != CauseKind.SKEWED && link.touches(cause.node());
        }

        /** Of two causes in one node, only the first is visible. */
        private static int rank(Cause cause) {
            List<CauseKind> order = List.of(
                    CauseKind.CRASH,
                    CauseKind.LEFT,
                    CauseKind.HANG,
                    CauseKind.FAILING,
                    CauseKind.GRAY_STATUS,
                    CauseKind.SKEWED);
            return order.indexOf(cause.kind());
        }

        private static Cause cause(Outage outage) {
            return switch (outage.kind()) {
                case CRASH -> CauseKind.CRASH.of(outage.node());
                case LEAVE -> CauseKind.LEFT.of(outage.node());
                default -> CauseKind.HANG.of(outage.node());
            };
        }

        private static Cause cause(NodeFault effect) {
            NodeId node = effect.node();
            if (effect instanceof NodeFault.Gray gray && gray.broken() == Endpoint.STATUS) {
                return CauseKind.GRAY_STATUS.of(node);
            }
            return effect instanceof NodeFault.Stall ? CauseKind.HANG.of(node) : CauseKind.FAILING.of(node);
        }
    }

    private static Step at(Duration at, Action action) {
        return new Step(at, action, null);
    }

    /**
     * A pair of faults: one of node2, then one of it, its neighbour or the node before, after a short or a long time.
     */
    private record Pair(int size, Kind first, Kind second, int x, boolean isSoon, boolean isFirstOver) {
        static final int COUNT = SIZES.size() * Kind.values().length * Kind.values().length * 3 * 2 * 2;

        /** Maps each number from 0 to the count to a pair; successive numbers give different pairs. */
        static Pair of(long number) {
            int rest = (int) (number * 7_919 % COUNT);
            Kind[] kinds = Kind.values();
            int size = SIZES.get(rest % SIZES.size());
            rest /= SIZES.size();
            Kind first = kinds[rest % kinds.length];
            rest /= kinds.length;
            Kind second = kinds[rest % kinds.length];
            rest /= kinds.length;
            return new Pair(size, first, second, 1 + rest % 3, rest / 3 % 2 == 0, rest / 6 == 0);
        }

        Step[] steps() {
            List<NodeId> nodes = Scenario.ids(size);
            Action one = first.on(node(2), node(3), nodes);
            Duration lasting = isFirstOver && one.isUndoable() ? Duration.ofSeconds(9) : null;
            Duration at = FIRST.plusMillis(isSoon ? 300 : 6_000);
            return new Step[] {new Step(FIRST, one, lasting), at(at, second.on(node(x), node(x % size + 1), nodes))};
        }
    }

    /** {@code -Dtelltale.seeds=9216} runs every pair. */
    @Test
    void bothOfTwoFaultsAreDiagnosedAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        Seeds.of(2_400).forEach(number -> {
            Pair pair = Pair.of(number);
            Step[] steps = pair.steps();
            var played = new Played(pair.size(), END, number, steps);
            played.wrong()
                    .forEach(sentence -> wrong.add(number + ": " + pair.size() + " nodes, " + steps[0].words() + "; "
                            + steps[1].words() + ": " + sentence));
        });
        assertThat(wrong).isEmpty();
    }

    /** Any two faults of any two of five nodes, on real processes; {@code -Dtelltale.seeds=60} runs more. */
    @Test
    @Tag("process")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it pauses processes, which Windows cannot")
    void aSampleOfFaultPairsIsDiagnosedOnProcesses(@TempDir Path folder) {
        List<NodeId> nodes = Scenario.ids(5);
        ClusterConfig config = RealCluster.config(HEARTBEAT, null, new int[5]);
        try (Launcher launcher = RealLauncher.in(folder, config);
                var bench =
                        new FaultInjector(launcher::memberRecords, TimeSource.SYSTEM, new SplittableRandom(1), "test");
                var testbed = new ProcessTestbed(launcher, launcher.members(), bench, TimeSource.SYSTEM)) {
            launcher.onChange(bench::refresh);
            Seeds.of(20).forEach(seed -> {
                var random = new SplittableRandom(seed);
                Action one = anyKind(random).on(node(2), node(3), nodes);
                int x = 1 + random.nextInt(5);
                Action other = anyKind(random).on(node(x), node(x % 5 + 1), nodes);
                Duration gap = Duration.ofMillis(random.nextBoolean() ? 300 : 5_000);
                Scenario scenario = Played.scenario(
                        5,
                        Duration.ofSeconds(14),
                        at(Duration.ofSeconds(1), one),
                        at(Duration.ofSeconds(1).plus(gap), other));
                var played = new Played(scenario, same -> testbed);
                assertThat(played.wrong())
                        .as("%s, %s later %s", one.words(), gap, other.words())
                        .isEmpty();
                Await.result(bench.healAll());
                nodes.forEach(node -> Await.result(launcher.kill(node)));
            });
        }
    }

    private static Kind anyKind(SplittableRandom random) {
        return Kind.values()[random.nextInt(Kind.values().length)];
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 12})
    void aNodeRestartedBehindACutDoesNotCauseARestartFindingForItsPeer(int size) throws Exception {
        List<NodeId> nodes = Scenario.ids(size);
        for (Kind cut : List.of(Kind.BROKEN, Kind.ONE_WAY, Kind.ROW, Kind.ISOLATE, Kind.HALVES)) {
            if (size == 2 && cut != Kind.BROKEN && cut != Kind.ONE_WAY) {
                continue;
            }
            var played = new Played(
                    size,
                    END,
                    1,
                    at(FIRST, cut.on(node(2), node(size == 2 ? 1 : 3), nodes)),
                    at(Duration.ofSeconds(6), Kind.RESTART.on(node(2), node(2), nodes)));
            for (NodeId other : nodes) {
                if (!other.equals(node(2))) {
                    assertThat(played.hasDiagnosed(CauseKind.RESTART.of(other), Duration.ZERO))
                            .as("%d nodes, %s", size, cut)
                            .isFalse();
                }
            }
            assertThat(played.unnamed()).as("%d nodes, %s", size, cut).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-600, -1, 1, 600})
    void aClockChangeHidesNoFault(int seconds) throws Exception {
        List<NodeId> nodes = Scenario.ids(4);
        for (Kind kind : List.of(Kind.ONE_WAY, Kind.ROW, Kind.COLUMN, Kind.ISOLATE, Kind.HALVES, Kind.KILL)) {
            for (boolean isSetFirst : new boolean[] {true, false}) {
                Action set = new Action.OnNode(new NodeFault.Skew(node(3), Duration.ofSeconds(seconds)));
                Action fault = kind.on(node(1), node(3), nodes);
                var played = new Played(
                        4,
                        END,
                        1,
                        at(FIRST, isSetFirst ? set : fault),
                        at(Duration.ofSeconds(4), isSetFirst ? fault : set));
                assertThat(played.unnamed())
                        .as("%s, %s", kind, played.last().sentence())
                        .isEmpty();
            }
        }
    }

    /** The end of a stall must not report a restart from minutes ago. */
    @ParameterizedTest
    @EnumSource(names = {"STALL", "PAUSE", "ISOLATE", "COLUMN", "ERROR"})
    void aRestartIsDiagnosedOnlyOnce(Kind kind) throws Exception {
        List<NodeId> nodes = Scenario.ids(3);
        Action fault = kind.on(node(2), node(3), nodes);
        Duration lasting = Duration.ofSeconds(5);
        var played = new Played(
                3,
                Duration.ofMinutes(3),
                1,
                at(FIRST, Kind.RESTART.on(node(2), node(3), nodes)),
                new Step(Duration.ofMinutes(2), fault, lasting),
                new Step(Duration.ofSeconds(130), fault, lasting));

        assertThat(played.hasDiagnosed(CauseKind.RESTART.of(node(2)), Duration.ZERO))
                .isTrue();
        assertThat(played.hasDiagnosed(CauseKind.RESTART.of(node(2)), Duration.ofSeconds(30)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void aNodeThatNeverRanIsNotDiagnosedAsCrashed(int size) {
        var cluster = new VirtualCluster(new SimulationSettings(
                size, size - 1, HEARTBEAT, DetectionSettings.DEFAULT, DetectorKind.ALL, VirtualNetwork.DEFAULT, 1));
        cluster.nodes().subList(0, size - 1).forEach(cluster::start);
        for (int i = 0; i < 100; i++) {
            cluster.advance(Duration.ofMillis(100));
            assertThat(Diagnosis.of(cluster.matrix(), cluster.now()).findings())
                    .isSubsetOf(Finding.of(CauseKind.ABSENT.of(node(size))));
        }
        Diagnosis last = Diagnosis.of(cluster.matrix(), cluster.now());
        assertThat(last.findings()).hasSize(1);
        assertThat(last.sentence()).contains("node" + size + " does not run: not heard so far");
    }

    @Test
    void theFaultKindsOfThisTestAreDistinct() {
        List<NodeId> nodes = Scenario.ids(5);
        assertThat(IntStream.range(0, Kind.values().length)
                        .mapToObj(i ->
                                Kind.values()[i].on(node(2), node(3), nodes).words())
                        .sorted(Comparator.naturalOrder()))
                .doesNotHaveDuplicates();
    }
}
