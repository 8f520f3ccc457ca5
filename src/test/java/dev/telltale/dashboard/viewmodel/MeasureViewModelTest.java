package dev.telltale.dashboard.viewmodel;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.cell.CellDetails;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart;
import dev.telltale.dashboard.viewmodel.grid.CellRef;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.groundtruth.ProcessEvent;
import dev.telltale.launcher.NodeProcess;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import dev.telltale.qos.VerdictCorrectness;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MeasureViewModelTest {
    private final ClusterFixture cluster = new ClusterFixture(3).allUp();

    private PanelViewModel panel() {
        var panel = new PanelViewModel(
                cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        cluster.showOn(panel);
        return panel;
    }

    private static String noticed(PanelViewModel panel) {
        return panel.measure().detectionTextProperty().get();
    }

    private static String mark(PanelViewModel panel, int observer, int subject) {
        return panel.grid().correctnessProperty().get().mark(observer - 1, subject - 1);
    }

    private static CellDetails details(PanelViewModel panel, int observer, int subject) {
        return Objects.requireNonNull(panel.grid().detailsOf(new CellRef(node(observer), node(subject))));
    }

    @Test
    void noDetectionTimeIsShownWhileAllNodesAreUp() {
        assertThat(noticed(panel())).isEmpty();
    }

    @Test
    void theDetectionTimeOfEachObserverStopsAtItsDetection() {
        cluster.killed(2).withStatus(3, 2, Status.UP);
        PanelViewModel panel = panel();
        assertThat(noticed(panel)).isEqualTo("node1: 12 ms · node3: 4.0 s, late …");
        panel.refreshTimes(later(Duration.ofMillis(700)));
        assertThat(noticed(panel)).isEqualTo("node1: 12 ms · node3: 4.7 s, late …");
        panel.show(new ClusterFixture(3).allUp().killed(2).view());
        assertThat(noticed(panel)).isEqualTo("detected after 12 ms (node1) and 19 ms (node3)");
        panel.refreshTimes(later(Duration.ofMinutes(1)));
        assertThat(noticed(panel)).isEqualTo("detected after 12 ms (node1) and 19 ms (node3)");
    }

    @Test
    void aDetectionTimeIsNotLateBeforeItsBoundIsOver() {
        cluster.killed(2);
        PanelViewModel panel = panel();
        panel.detector().detectorProperty().set(DetectorKind.TIMEOUT);
        assertThat(noticed(panel)).isEqualTo("node1, node3: 4.0 s …");
        assertThat(mark(panel, 1, 2)).isEmpty();
        assertThat(panel.grid().correctnessProperty().get().of(0, 1)).isEqualTo(VerdictCorrectness.PENDING);
        panel.refreshTimes(later(Duration.ofMillis(1_200)));
        assertThat(noticed(panel)).endsWith("5.2 s, late …");
        assertThat(mark(panel, 1, 2)).isEqualTo("…");
    }

    @Test
    void anExitRecordedAfterItsDetectionHasTheDetectionTimeZero() {
        cluster.ended(2, 137, Duration.ofMillis(3_990));
        PanelViewModel panel = panel();
        assertThat(noticed(panel)).isEqualTo("detected after 0 ms (node1) and 0 ms (node3)");
        assertThat(details(panel, 1, 2).sentence()).contains("detection time 0 ms · before its exit was recorded here");
    }

    @Test
    void anExitRecordedBetweenTwoDetectionsIsMeasuredForTheSecond() {
        cluster.ended(2, 137, Duration.ofMillis(4_005));
        PanelViewModel panel = panel();
        assertThat(noticed(panel)).isEqualTo("detected after 0 ms (node1) and 4 ms (node3)");
        assertThat(details(panel, 3, 2).sentence()).contains("detection time 4 ms · right");
    }

    /** The reports are 300 ms old; observers have not reported later changes. */
    @Test
    void onlyADownReportedAfterTheFailureStopsTheDetectionTime() {
        cluster.killed(2).killedAgain(2, Duration.ofMillis(200));
        PanelViewModel panel = panel();
        assertThat(noticed(panel)).isEqualTo("node1, node3: 0.2 s …");
        cluster.answered(1, Duration.ofMillis(100)).answered(3, Duration.ofMillis(100));
        panel.show(cluster.view());
        assertThat(noticed(panel)).isEqualTo("detected after 0 ms (node1) and 0 ms (node3)");
        assertThat(details(panel, 1, 2).sentence()).contains("detection time 0 ms · already down before");
    }

    @Test
    void detectionTimesOfManyObserversAreSummarised() {
        var seven = new ClusterFixture(7).allUp().killed(5);
        var panel = new PanelViewModel(
                seven.config(), seven.control(), seven.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        seven.showOn(panel);
        assertThat(noticed(panel)).isEqualTo("detected by all 6 after 12 ms to 19 ms");
        panel.show(seven.withStatus(1, 5, Status.UP).view());
        assertThat(noticed(panel)).as("what was measured stands").isEqualTo("detected by all 6 after 12 ms to 19 ms");
    }

    @Test
    void theDetectionTimeOfAnObserverOnAnotherMachineIsNotMeasured() {
        var ours = new ClusterFixture(3);
        ours.control().add(new ProcessEvent(ProcessEvent.Kind.KILL, node(2), 7, later(Duration.ofMillis(-4_010))));
        ours.control().add(new ProcessEvent(ProcessEvent.Kind.START, node(1), 7, later(Duration.ofSeconds(-90))));
        ours.control().add(new ProcessEvent(ProcessEvent.Kind.READY, node(1), 7, later(Duration.ofSeconds(-89))));
        var panel =
                new PanelViewModel(ours.config(), ours.control(), ours.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        panel.show(cluster.killed(2).view());
        assertThat(noticed(panel)).isEqualTo("detected after 2 ms (node1)");
        assertThat(details(panel, 3, 2).sentence()).contains("detection time not measured");
    }

    @Test
    void cellsAreMarkedAgainstTheGroundTruth() {
        cluster.killed(2).withStatus(3, 2, Status.UP).withStatus(1, 3, Status.DOWN);
        PanelViewModel panel = panel();
        assertThat(mark(panel, 1, 2)).as("detected").isEqualTo("✓");
        assertThat(mark(panel, 3, 2)).as("not detected in time").isEqualTo("…");
        assertThat(mark(panel, 1, 3)).as("well, and called down").isEqualTo("!");
        assertThat(mark(panel, 3, 1)).as("well, and called up").isEmpty();
        assertThat(mark(panel, 2, 1)).as("a dead observer has no status").isEmpty();
        assertThat(details(panel, 1, 2).sentence())
                .contains("truth killed 14:03:21.460", "detection time 12 ms · right");
        assertThat(details(panel, 3, 2).sentence()).contains("detection time 4.0 s … late");
        assertThat(details(panel, 1, 3).sentence()).contains("truth running · false alarm");
    }

    @Test
    void theGroundTruthOfANodeStartedElsewhereIsUnknown() {
        var other = new ClusterFixture(3);
        var panel = new PanelViewModel(
                other.config(), other.control(), other.faults(), Runnable::run, NOW, ZoneId.of("UTC"));
        panel.show(cluster.killed(2).view());
        assertThat(panel.grid().correctnessProperty().get().of(0, 1)).isNull();
        assertThat(details(panel, 1, 2).sentence()).contains("truth unknown");
        other.control()
                .set(
                        node(2),
                        new NodeProcess.External(
                                9, other.config().nodes().get(1).address(), NOW.wall()));
        panel.tick(NOW);
        assertThat(mark(panel, 1, 2)).as("it runs, though not as our child").isEqualTo("!");
    }

    @Test
    void theChartShowsEveryDetectionTimeOfTheRunWithItsBound() {
        cluster.killedBefore(7).killed(2);
        DetectionChart chart = Objects.requireNonNull(details(panel(), 1, 2).chart());
        assertThat(chart.title()).isEqualTo("Detection time, this run (8 kills)");
        assertThat(chart.predicted()).isEqualTo("predicted: 0 to 1 s");
        assertThat(chart.lanes().get(0).dots()).hasSize(16);
        assertThat(chart.lanes().get(1).dots()).hasSize(14).noneMatch(DetectionChart.Dot::isOutside);
        assertThat(Objects.requireNonNull(chart.lanes().get(1).bound()).min()).isEqualTo(Duration.ofSeconds(3));
        assertThat(chart.lanes().get(2).bound()).isNull();
        assertThat(chart.deviation()).isEmpty();
    }

    @Test
    void aDetectionTimeOutsideItsBoundIsReported() {
        cluster.control().add(new ProcessEvent(ProcessEvent.Kind.KILL, node(2), 7, later(Duration.ofMillis(-6_020))));
        PanelViewModel panel = panel();
        panel.show(new ClusterFixture(3).allUp().killed(2).view());
        assertThat(details(panel, 1, 2).sentence()).contains("detection time 2.01 s · later than predicted");
        DetectionChart chart = Objects.requireNonNull(details(panel, 1, 2).chart());
        assertThat(chart.deviation()).isEqualTo("node3, evidence: 2.01 s, later than predicted");
        assertThat(chart.lanes().get(0).dots()).allMatch(DetectionChart.Dot::isOutside);
        assertThat(noticed(panel))
                .isEqualTo("detected after 2.01 s (node1, later than predicted)"
                        + " and 2.01 s (node3, later than predicted)");
    }

    @Test
    void reportsOfALaggingObserverAreHollowUnlessDefinite() {
        cluster.killed(2).sick(3, 3);
        Grid grid = panel().grid().grid();
        assertThat(grid.isLagging(2)).isTrue();
        assertThat(grid.isHollow(2, 0)).as("only a timeout").isTrue();
        assertThat(grid.isHollow(2, 1)).as("refused is refused").isFalse();
        assertThat(grid.isHollow(0, 1)).isFalse();
        assertThat(grid.isHollow(0, 2)).isFalse();
        assertThat(details(panel(), 3, 1).sentence()).contains("is lagging: it may receive heartbeats late");
    }
}
