package dev.telltale.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.bench.FaultBench;
import dev.telltale.diagnosis.Cause;
import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.model.Effect;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Link;
import dev.telltale.model.Links;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.time.NanoClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault on real processes is named by what the matrix alone shows; and from the moment it is made to the moment all is
 * green again, no sentence claims alone what was not done.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it pauses processes, which Windows cannot")
class RealDiagnosisTest {
    private static final NodeId ONE = RealNodes.id(1);
    private static final NodeId TWO = RealNodes.id(2);
    private static final NodeId THREE = RealNodes.id(3);
    private static final NodeId FOUR = RealNodes.id(4);
    private static final List<NodeId> ALL = List.of(ONE, TWO, THREE, FOUR);
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofMillis(300), Duration.ofMillis(900));

    @TempDir
    Path folder;

    private RealNodes nodes;
    private FaultBench bench;

    @BeforeEach
    void start() {
        nodes = new RealNodes(folder, ALL.size(), SETTINGS);
        nodes.startAll();
        bench = new FaultBench(nodes.launcher::ofMembers, NanoClock.SYSTEM, new Random(1), "test");
    }

    @AfterEach
    void stop() {
        bench.close();
        nodes.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("one-way link node1 to node3", new Effect.Cut(Set.of(new Link(ONE, THREE)))),
                fault("one-way link node1 to node3", new Effect.Drop(Set.of(new Link(ONE, THREE)), 1)),
                fault("broken link node1 and node3", new Effect.Cut(Links.between(ONE, THREE))),
                fault("isolated node2", new Effect.Cut(Links.isolate(ALL, TWO))),
                fault("deaf node2", new Effect.Cut(Links.row(ALL, TWO))),
                fault("mute node2", new Effect.Cut(Links.column(ALL, TWO))),
                fault("partition node1, node2 / node3, node4", new Effect.Cut(Links.halves(ALL))),
                fault("hung node2", new Effect.Stall(TWO)),
                fault("hung node2", new Effect.Slow(TWO, Duration.ofSeconds(4), Duration.ZERO)),
                fault("errors of node2", new Effect.Fail(TWO, false)),
                fault("errors of node2", new Effect.Fail(TWO, true)),
                fault("errors of node2", new Effect.Gray(TWO, Page.HEARTBEAT)),
                fault("gray status of node2", new Effect.Gray(TWO, Page.STATUS)),
                fault("skewed clock of node2", new Effect.Skew(TWO, Duration.ofSeconds(-30))),
                deed("crash of node2", story -> story.nodes.launcher.kill(TWO)),
                deed("goodbye of node2", story -> story.nodes.launcher.stop(TWO)),
                deed("hung node2", story -> story.nodes.launcher.pause(TWO)));
    }

    private static Arguments fault(String words, Effect effect) {
        return deed(words, story -> story.bench.make(effect));
    }

    private static Arguments deed(String words, Function<RealDiagnosisTest, CompletableFuture<?>> deed) {
        return Arguments.of(words, deed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isNamed(String words, Function<RealDiagnosisTest, CompletableFuture<?>> deed) {
        Set<Diagnosis> seen = new HashSet<>();
        RealNodes.await(deed.apply(this));
        Awaitility.await()
                .atMost(RealNodes.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> look(seen).says(words));
        Awaitility.await()
                .during(SETTINGS.timeout().multipliedBy(2))
                .atMost(RealNodes.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> look(seen).says(words));

        RealNodes.await(bench.healAll());
        mendProcesses();
        Awaitility.await()
                .atMost(RealNodes.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> look(seen).findings().isEmpty());
        assertThat(seen)
                .as("a finding always tells what was done, among what looks the same")
                .allSatisfy(diagnosis -> assertThat(diagnosis.findings())
                        .allMatch(finding -> finding.says(words)
                                || finding.causes().contains(new Cause.Restart(TWO))
                                || finding.causes().stream().allMatch(RealDiagnosisTest::isOfTheMachine)));
    }

    /** A busy machine makes nodes late, and the matrix may say so. */
    private static boolean isOfTheMachine(Cause cause) {
        return cause instanceof Cause.SickObserver || cause instanceof Cause.Overload;
    }

    private Diagnosis look(Set<Diagnosis> seen) {
        Diagnosis diagnosis = Diagnosis.of(nodes.matrix(), NanoClock.SYSTEM.now());
        seen.add(diagnosis);
        return diagnosis;
    }

    private void mendProcesses() {
        if (nodes.isPaused(TWO)) {
            RealNodes.await(nodes.launcher.resume(TWO));
        }
        RealNodes.await(nodes.launcher.start(TWO));
        nodes.lookAgain();
    }
}
