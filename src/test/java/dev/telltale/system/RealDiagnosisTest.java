package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.Diagnosis;
import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The diagnosis names every fault of a process cluster from the matrix alone; and from the injection until all are up
 * again, no sentence claims only causes that were not injected.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it pauses processes, which Windows cannot")
@Tag("process")
@Tag("quiet")
class RealDiagnosisTest {
    private static final NodeId ONE = TestValues.node(1);
    private static final NodeId TWO = TestValues.node(2);
    private static final NodeId THREE = TestValues.node(3);
    private static final NodeId FOUR = TestValues.node(4);
    private static final List<NodeId> ALL = List.of(ONE, TWO, THREE, FOUR);
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofMillis(300), Duration.ofMillis(900));

    /** One cluster for all tests: each leaves it healthy, and the next waits until it is. */
    private static RealCluster nodes;

    private final Set<Diagnosis> seen = new HashSet<>();
    private FaultInjector injector;

    @BeforeAll
    static void start(@TempDir Path folder) {
        nodes = new RealCluster(folder, ALL.size(), SETTINGS);
    }

    @BeforeEach
    void restoreCluster() {
        injector = new FaultInjector(nodes.launcher()::memberRecords, TimeSource.SYSTEM, new Random(1), "test");
        nodes.startAll();
        awaitNoFinding();
        seen.clear();
    }

    @AfterEach
    void heal() {
        injector.close();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    static Stream<Arguments> faults() {
        Set<Link> oneWay = Set.of(new Link(ONE, THREE));
        return Stream.of(
                cut(oneWay),
                cut(LinkSets.between(ONE, THREE)),
                cut(LinkSets.isolate(ALL, TWO)),
                cut(LinkSets.row(ALL, TWO)),
                cut(LinkSets.column(ALL, TWO)),
                cut(LinkSets.halves(ALL)),
                cut(LinkSets.bridge(ALL, ONE)),
                cut(LinkSets.majoritiesRing(ALL)),
                fault(new LinkFault.Drop(oneWay, 1), Causes.ofLinks(ALL, oneWay)),
                fault(new LinkFault.Delay(oneWay, Duration.ofSeconds(4), Duration.ZERO), Causes.ofLinks(ALL, oneWay)),
                fault(new NodeFault.Stall(TWO), CauseKind.HANG.of(TWO)),
                fault(new NodeFault.Slow(TWO, Duration.ofSeconds(4), Duration.ZERO), CauseKind.HANG.of(TWO)),
                fault(new NodeFault.Fail(TWO, false), CauseKind.FAILING.of(TWO)),
                fault(new NodeFault.Fail(TWO, true), CauseKind.FAILING.of(TWO)),
                fault(new NodeFault.Gray(TWO, Endpoint.HEARTBEAT), CauseKind.FAILING.of(TWO)),
                fault(new NodeFault.Gray(TWO, Endpoint.STATUS), CauseKind.GRAY_STATUS.of(TWO)),
                fault(new NodeFault.Skew(TWO, Duration.ofSeconds(-30)), CauseKind.SKEWED.of(TWO)),
                injection(test -> nodes.launcher().kill(TWO), CauseKind.CRASH.of(TWO)),
                injection(test -> nodes.launcher().stop(TWO), CauseKind.LEFT.of(TWO)),
                injection(test -> nodes.launcher().pause(TWO), CauseKind.HANG.of(TWO)));
    }

    private static Arguments cut(Set<Link> links) {
        return fault(new LinkFault.Cut(links), Causes.ofLinks(ALL, links));
    }

    private static Arguments fault(FaultType effect, Cause cause) {
        return fault(effect, List.of(cause));
    }

    private static Arguments fault(FaultType effect, List<Cause> causes) {
        return Arguments.of(causes, injection(test -> test.injector.inject(effect)));
    }

    private static Arguments injection(Function<RealDiagnosisTest, CompletableFuture<?>> injection, Cause cause) {
        return Arguments.of(List.of(cause), injection);
    }

    private static Function<RealDiagnosisTest, CompletableFuture<?>> injection(
            Function<RealDiagnosisTest, CompletableFuture<?>> injection) {
        return injection;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void faultIsDiagnosed(List<Cause> done, Function<RealDiagnosisTest, CompletableFuture<?>> injection) {
        Await.result(injection.apply(this));
        awaitReported(done);
        Await.await("the diagnosis stays")
                .during(SETTINGS.timeout().multipliedBy(2))
                .atMost(Await.TIMEOUT)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isAllTold(done));

        Await.result(injector.healAll());
        mendProcesses();
        awaitNoFinding();
        assertOnlyReported(done);
    }

    @Test
    void aLagOfAllNodesIsDiagnosedAsOverload() {
        Await.await("an overload is diagnosed").until(() -> {
            ALL.forEach(node -> Await.result(nodes.launcher().pause(node)));
            Await.elapse(SETTINGS.timeout(), "all nodes are paused for a timeout");
            ALL.forEach(node -> Await.result(nodes.launcher().resume(node)));
            return isOverloadTold();
        });
        awaitNoFinding();
        assertOnlyReported(List.of(CauseKind.OVERLOAD.of()));
    }

    /**
     * Polls within the half second in which a node reports its lag; that report does not end a blocking query early.
     */
    private boolean isOverloadTold() {
        try {
            Await.await("overload")
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMillis(500))
                    .until(() -> {
                        nodes.refresh();
                        return isAllTold(List.of(CauseKind.OVERLOAD.of()));
                    });
            return true;
        } catch (ConditionTimeoutException notThisTime) {
            return false;
        }
    }

    @Test
    void aRestartMayFirstBeDiagnosedAsACrash() {
        Await.result(nodes.launcher().kill(TWO));
        Await.result(nodes.launcher().start(TWO));
        nodes.refresh();
        awaitReported(List.of(CauseKind.RESTART.of(TWO)));
        awaitNoFinding();
        assertOnlyReported(List.of(CauseKind.RESTART.of(TWO), CauseKind.CRASH.of(TWO)));
    }

    private void awaitReported(List<Cause> done) {
        Await.await("the diagnosis").pollInterval(Duration.ofMillis(10)).until(() -> isAllTold(done));
    }

    private boolean isAllTold(List<Cause> done) {
        Diagnosis diagnosis = look();
        return done.stream().allMatch(cause -> diagnosis.hasCause(cause.words()));
    }

    private void awaitNoFinding() {
        Await.await("no finding")
                .pollInterval(Duration.ofMillis(10))
                .until(() -> look().findings().isEmpty());
    }

    private void assertOnlyReported(List<Cause> done) {
        assertThat(seen)
                .as("a finding always contains the injected cause, among those that look the same")
                .allSatisfy(diagnosis -> assertThat(diagnosis.findings())
                        .allMatch(finding -> done.stream().anyMatch(cause -> finding.hasCause(cause.words()))
                                || finding.causes().contains(CauseKind.RESTART.of(TWO))
                                || finding.causes().stream().allMatch(RealDiagnosisTest::isOfTheMachine)));
    }

    /** A busy machine delays nodes, and the matrix may show that. */
    private static boolean isOfTheMachine(Cause cause) {
        return cause.kind() == CauseKind.SICK_OBSERVER || cause.kind() == CauseKind.OVERLOAD;
    }

    private Diagnosis look() {
        Diagnosis diagnosis = Diagnosis.of(nodes.matrix(), TimeSource.SYSTEM.now());
        seen.add(diagnosis);
        return diagnosis;
    }

    private void mendProcesses() {
        if (nodes.launcher().processes().get(TWO) instanceof NodeProcess.Running running && running.isPaused()) {
            Await.result(nodes.launcher().resume(TWO));
        }
        Await.result(nodes.launcher().start(TWO));
        nodes.refresh();
    }
}
