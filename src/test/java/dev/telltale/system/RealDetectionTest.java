package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.model.Cell;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestValues;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The guarantees of detection with node processes that die, hang and leave. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it pauses processes, which Windows cannot")
@Tag("process")
@Tag("quiet")
class RealDetectionTest {
    private static final NodeId ONE = TestValues.node(1);
    private static final NodeId TWO = TestValues.node(2);
    private static final NodeId THREE = TestValues.node(3);
    /** A quarter of the default, so that the tests are short: 500 ms and 1250 ms. */
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofMillis(500), Duration.ofMillis(1_250));

    /** One cluster for all tests: each leaves it healthy, and the next waits until it is. */
    private static RealCluster nodes;

    private static List<Transition> transitionsOfStart = List.of();
    private static List<VerdictChange> verdictsOfStart = List.of();

    private int transitionsBefore;
    private int verdictsBefore;

    @BeforeAll
    static void start(@TempDir Path folder) {
        nodes = new RealCluster(folder, 3, SETTINGS);
        nodes.startAll();
        transitionsOfStart = nodes.transitions();
        verdictsOfStart = nodes.verdicts();
    }

    @BeforeEach
    void restoreCluster() {
        nodes.startAll();
        transitionsBefore = nodes.transitions().size();
        verdictsBefore = nodes.verdicts().size();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private List<Transition> transitions() {
        return nodes.transitions().stream().skip(transitionsBefore).toList();
    }

    private List<VerdictChange> verdicts() {
        return nodes.verdicts().stream().skip(verdictsBefore).toList();
    }

    @Test
    void nodesThatStartTogetherChangeOnlyFromUnknownToUp() {
        assertThat(transitionsOfStart)
                .allMatch(change -> change.from() == Status.UNKNOWN && change.to() == Status.UP)
                .hasSize(6);
        assertThat(verdictsOfStart).noneMatch(change -> change.to() == Status.DOWN);
    }

    @Test
    void aKilledNodeIsDownByRefusalAtOnceAndItsRestartIsNoFlap() {
        PeerReport before = nodes.report(ONE, TWO);
        Await.result(nodes.launcher().kill(TWO));
        awaitHeld(TWO, Status.DOWN);
        for (NodeId observer : List.of(ONE, THREE)) {
            PeerReport peer = nodes.report(observer, TWO);
            assertThat(peer.evidence()).isEqualTo(Evidence.REFUSED);
            assertThat(since(peer))
                    .isBefore(lastEvent(TWO, ProcessEvent.Kind.KILL).plus(SETTINGS.interval()));
        }

        nodes.start(TWO);
        assertThat(nodes.report(ONE, TWO).returns().restarts())
                .isEqualTo(before.returns().restarts() + 1);
        assertThat(nodes.report(ONE, TWO).returns().flaps())
                .as("a restart is no flap, in %s", transitions())
                .isEqualTo(before.returns().flaps());
    }

    /** A node that has just started is not suspect. */
    private static void awaitHeardForAnInterval(NodeId subject) {
        Await.until(
                subject + " was heard for an interval",
                () -> Stream.of(ONE, TWO, THREE)
                        .filter(observer -> !observer.equals(subject))
                        .map(observer -> nodes.report(observer, subject))
                        .allMatch(peer -> since(peer)
                                .plus(SETTINGS.interval())
                                .isBefore(peer.attempts().lastHeartbeat())));
    }

    @Test
    void aHungNodeIsSuspectThenDownWithinTheBoundAndFlapsAtTheEnd() {
        awaitHeardForAnInterval(TWO);
        PeerReport before = nodes.report(ONE, TWO);
        Await.result(nodes.launcher().pause(TWO));
        awaitHeld(TWO, Status.SUSPECT);
        assertThat(nodes.report(ONE, TWO).evidence()).isEqualTo(Evidence.TIMEOUT);

        awaitHeld(TWO, Status.DOWN);
        Instant paused = lastEvent(TWO, ProcessEvent.Kind.PAUSE);
        for (NodeId observer : List.of(ONE, THREE)) {
            Duration took = Duration.between(paused, since(nodes.report(observer, TWO)));
            assertThat(took)
                    .as("by %s", observer)
                    .isBetween(
                            SETTINGS.timeout().minus(SETTINGS.interval()).minusMillis(50),
                            SETTINGS.timeout().plus(SETTINGS.interval()));
        }

        Await.result(nodes.launcher().resume(TWO));
        nodes.awaitAllUp();
        assertThat(nodes.report(ONE, TWO).returns().flaps())
                .isEqualTo(before.returns().flaps() + 1);
        assertThat(nodes.report(ONE, TWO).returns().restarts())
                .isEqualTo(before.returns().restarts());
    }

    @Test
    void aPausedObserverReportsNoPeerDownAndReportsItsLag() {
        Await.result(nodes.launcher().pause(ONE));
        Await.elapse(SETTINGS.timeout().multipliedBy(3), "the observer is paused for three timeouts");
        Await.result(nodes.launcher().resume(ONE));
        nodes.awaitAllUp();
        Await.elapse(SETTINGS.timeout(), "a verdict of its own would come within a timeout");

        assertThat(transitions())
                .filteredOn(change -> change.observer().equals(ONE))
                .noneMatch(change -> change.to() == Status.DOWN);
        assertThat(verdicts())
                .filteredOn(change -> change.observer().equals(ONE))
                .noneMatch(change -> change.to() == Status.DOWN);
    }

    @Test
    void aStarvedNodeReportsItAndItsPeersExplainItsSilenceWithIt() {
        Await.result(nodes.launcher().pause(TWO));
        awaitHeld(TWO, Status.DOWN);
        Await.result(nodes.launcher().resume(TWO));
        nodes.awaitAllUp();

        Await.until(
                "both observers have reported why node2 was silent",
                () -> transitions().stream()
                                .filter(change -> change.from() == Status.DOWN && change.to() == Status.UP)
                                .filter(change -> change.remark().contains("it had no processor time for"))
                                .map(Transition::observer)
                                .distinct()
                                .count()
                        == 2);
        assertThat(nodes.report(ONE, TWO).returns().silence())
                .isNotNull()
                .matches(Silence::isStarvation)
                .extracting(Silence::starved)
                .satisfies(starved ->
                        assertThat(starved).isGreaterThan(SETTINGS.timeout().dividedBy(2)));
    }

    @Test
    void aPauseShorterThanTheTimeoutNeverMeansDown() {
        for (int round = 0; round < 3; round++) {
            Await.result(nodes.launcher().pause(TWO));
            Await.elapse(
                    SETTINGS.timeout().minus(SETTINGS.interval()).minusMillis(200), "a pause shorter than the timeout");
            Await.result(nodes.launcher().resume(TWO));
            nodes.awaitAllUp();
            // Otherwise two pauses can be one silence: a status may stay up from one to the other.
            awaitHeardSince(lastEvent(TWO, ProcessEvent.Kind.RESUME));
        }
        assertThat(verdicts())
                .filteredOn(change ->
                        change.detector() == DetectorKind.EVIDENCE || change.detector() == DetectorKind.TIMEOUT)
                .noneMatch(change -> change.to() == Status.DOWN);
    }

    @Test
    void aLeavingNodeIsDownWithTheEvidenceLeft() {
        Await.result(nodes.launcher().stop(TWO));
        awaitHeld(TWO, Status.DOWN);

        assertThat(nodes.report(ONE, TWO).evidence()).isEqualTo(Evidence.LEFT);
        assertThat(nodes.report(THREE, TWO).evidence()).isEqualTo(Evidence.LEFT);
        Await.elapse(SETTINGS.interval().multipliedBy(2), "two more heartbeats are refused");
        assertThat(nodes.report(ONE, TWO).evidence())
                .as("though its port refuses by now")
                .isEqualTo(Evidence.LEFT);
    }

    @Test
    void everyDetectorIsSeenFromTheSameReports() {
        Await.result(nodes.launcher().kill(TWO));
        awaitHeld(TWO, Status.DOWN);
        assertThat(since(nodes.report(ONE, TWO))).isEqualTo(verdictSince(DetectorKind.EVIDENCE));
        Await.await("the detector timeout reports it down")
                .until(() -> asSeenBy(DetectorKind.TIMEOUT).status() == Status.DOWN);

        Instant byTimeout = verdictSince(DetectorKind.TIMEOUT);
        assertThat(since(Objects.requireNonNull(asSeenBy(DetectorKind.TIMEOUT).report())))
                .isEqualTo(byTimeout);
        assertThat(verdictSince(DetectorKind.EVIDENCE)).isBefore(byTimeout.minus(SETTINGS.interval()));
        assertThat(Objects.requireNonNull(nodes.matrix().row(ONE).report())
                        .reporter()
                        .detector())
                .as("what the node reports does not change")
                .isEqualTo("evidence");
    }

    private static Cell asSeenBy(DetectorKind detector) {
        return nodes.matrix().withStatusOf(detector).cell(ONE, TWO);
    }

    private Instant lastEvent(NodeId node, ProcessEvent.Kind kind) {
        return nodes.launcher().processEvents().stream()
                .filter(event -> event.node().equals(node) && event.kind() == kind)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .at()
                .wall();
    }

    private Instant verdictSince(DetectorKind kind) {
        return Objects.requireNonNull(
                Objects.requireNonNull(nodes.report(ONE, TWO).verdict(kind)).since());
    }

    private static Instant since(PeerReport peer) {
        return Objects.requireNonNull(peer.since());
    }

    private static void awaitHeardSince(Instant instant) {
        Await.until(
                "node2 was heard after " + instant,
                () -> Stream.of(ONE, THREE)
                        .map(observer -> nodes.report(observer, TWO).attempts().lastHeartbeat())
                        .allMatch(heard -> heard != null && heard.isAfter(instant)));
    }

    private void awaitHeld(NodeId subject, Status status) {
        Await.await(subject + " is " + status + " at the others")
                .until(() -> List.of(ONE, TWO, THREE).stream()
                        .filter(observer -> !observer.equals(subject))
                        .allMatch(observer -> nodes.status(observer, subject) == status));
    }
}
