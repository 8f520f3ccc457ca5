package dev.telltale.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkFault;
import dev.telltale.fault.LinkSets;
import dev.telltale.fault.NodeFault;
import dev.telltale.faultinjection.FaultInjector;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.VerdictChange;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectorKey;
import dev.telltale.qos.Quality;
import dev.telltale.qos.StatusChange;
import dev.telltale.qos.StatusHistory;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.testkit.TestValues;
import dev.telltale.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Compares the ground truth of faults with the detections: each fault is noticed, and nothing else is. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its nodes are started by env")
@Tag("process")
class RealGroundTruthTest {
    private static final NodeId ONE = TestValues.node(1);
    private static final NodeId TWO = TestValues.node(2);
    private static final NodeId THREE = TestValues.node(3);
    private static final List<NodeId> ALL = List.of(ONE, TWO, THREE);
    private static final List<DetectorKind> KINDS = List.of(DetectorKind.EVIDENCE, DetectorKind.TIMEOUT);
    /** Long enough that a busy machine alone causes no down. */
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofMillis(500), Duration.ofSeconds(2));

    private static final int ROUNDS = Integer.getInteger("telltale.rounds", 1);

    @TempDir
    Path folder;

    @Test
    void faultsAreDetectedByExactlyTheAffectedObservers() {
        Set<Link> oneWay = Set.of(new Link(ONE, THREE));
        try (var nodes = new RealCluster(folder, 3, SETTINGS);
                var injector =
                        new FaultInjector(nodes.launcher()::memberRecords, TimeSource.SYSTEM, new Random(1), "test")) {
            nodes.startAll();
            Instant start = TimeSource.SYSTEM.now().wall();
            for (int round = 0; round < ROUNDS; round++) {
                breakAndHeal(nodes, injector, new LinkFault.Cut(oneWay), oneWay);
                breakAndHeal(nodes, injector, new NodeFault.Stall(TWO), LinkSets.column(ALL, TWO));
            }
            var truth = new GroundTruth(
                    start,
                    TimeSource.SYSTEM.now().wall(),
                    new Incidents(nodes.launcher().processEvents(), injector.intervals()).outages(SETTINGS));

            Quality quality = Quality.of(truth, histories(nodes.verdicts()), SETTINGS, Duration.ofSeconds(2));

            assertThat(quality.mistakes()).isEmpty();
            assertThat(quality.detections())
                    .hasSize(ROUNDS * 3 * KINDS.size())
                    .allMatch(detection -> detection.detectionTime() != null);
            assertThat(quality.recoveries()).hasSize(ROUNDS * 3 * KINDS.size());
            assertThat(quality.only(Failure.CUT).detections())
                    .extracting(Detection::lane)
                    .allMatch(lane ->
                            lane.observer().equals(ONE) && lane.subject().equals(THREE));
        }
    }

    private static void breakAndHeal(RealCluster nodes, FaultInjector injector, FaultType effect, Set<Link> expected) {
        Fault fault = injector.inject(effect).join();
        Await.await("detectors say down for " + expected)
                .until(() -> expected.stream().allMatch(link -> isDown(nodes, link)));
        Await.result(injector.heal(fault.id()));
        nodes.awaitAllUp();
    }

    private static boolean isDown(RealCluster nodes, Link link) {
        return nodes.report(link.observer(), link.subject()).verdicts().stream()
                .filter(verdict -> KINDS.contains(verdict.detector()))
                .allMatch(verdict -> verdict.status() == Status.DOWN);
    }

    private static List<StatusHistory> histories(List<VerdictChange> changes) {
        List<StatusHistory> histories = new ArrayList<>();
        for (DetectorKind kind : KINDS) {
            for (NodeId observer : ALL) {
                for (NodeId subject : ALL) {
                    if (!observer.equals(subject)) {
                        var lane = new DetectorKey(observer, subject, kind);
                        histories.add(new StatusHistory(
                                lane,
                                changes.stream()
                                        .filter(change -> lane.equals(new DetectorKey(
                                                change.observer(), change.subject(), change.detector())))
                                        .map(change -> new StatusChange(change.at(), change.to()))
                                        .toList()));
                    }
                }
            }
        }
        return histories;
    }
}
