package dev.telltale.dashboard.viewmodel.cell;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.cell.DetectionChart.ChartLane;
import dev.telltale.dashboard.viewmodel.cell.DetectionChart.Dot;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.groundtruth.Failure;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.groundtruth.Outage;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.qos.Detection;
import dev.telltale.qos.DetectionBound;
import dev.telltale.qos.DetectorKey;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionChartTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static ChartLane lane(long... millis) {
        var key = new DetectorKey(node(1), node(2), DetectorKind.TIMEOUT);
        var outage = new Outage(node(2), Failure.CRASH, NOW.wall(), null);
        List<Dot> dots = Arrays.stream(millis)
                .mapToObj(Duration::ofMillis)
                .map(time -> new Dot(new Detection(key, outage, time, time), time, null, false))
                .toList();
        return new ChartLane(DetectorKind.TIMEOUT, true, null, List.of(), dots);
    }

    private static DetectionChart chart(ChartLane lane) {
        Duration end = DetectionChart.end(List.of(lane), Duration.ofSeconds(4));
        return new DetectionChart("", end, List.of(lane), "", "", UTC);
    }

    @Test
    void oneOutlierDoesNotStretchTheAxis() {
        DetectionChart chart = chart(lane(3_000, 3_200, 90_000, 3_500));
        assertThat(chart.end()).as("the timeout and a margin").isEqualTo(Duration.ofMillis(4_500));
        assertThat(chart.beyond(chart.lanes().get(0))).extracting(Dot::time).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void theAxisReachesATimeThatIsNotMuchLonger() {
        DetectionChart chart = chart(lane(3_000, 3_200, 5_600));
        assertThat(chart.end()).isEqualTo(Duration.ofMillis(6_300));
        assertThat(chart.beyond(chart.lanes().get(0))).isEmpty();
    }

    @Test
    void timesThatAreAllLongAreNoOutliers() {
        DetectionChart chart = chart(lane(40_000, 41_000, 42_000));
        assertThat(chart.beyond(chart.lanes().get(0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            5600, 5, 1000
            5600, 4, 2000
            5600, 1, 5000
            140,  3, 50
            """)
    void theTicksAreRoundTimes(int end, int max, int first) {
        var chart = new DetectionChart("", Duration.ofMillis(end), List.of(), "", "", UTC);
        assertThat(chart.ticks(max)).hasSizeLessThanOrEqualTo(max).startsWith(Duration.ofMillis(first));
    }

    /** The observers were restarted with a tenth of the timeout after they had detected that node2 hangs. */
    @Test
    void aDotIsComparedWithTheBoundOfItsTime() {
        ClusterFixture cluster = new ClusterFixture(3)
                .allUp()
                .paused(2, Duration.ofSeconds(8))
                .withStatus(1, 2, Status.DOWN)
                .withStatus(3, 2, Status.DOWN);
        var groundTruth = new GroundTruthModel(cluster.config());
        var incidents = new Incidents(cluster.control().processEvents(), List.of());
        Matrix before = cluster.view().matrix();
        groundTruth.update(incidents, cluster.control().processes(), new Grid(before));
        var changed = new HeartbeatSettings(Duration.ofMillis(200), Duration.ofMillis(500));
        var grid = new Grid(withSettings(before, changed));
        groundTruth.update(incidents, cluster.control().processes(), grid);
        ChartLane evidence =
                DetectionChart.of(grid, 0, groundTruth, UTC).lanes().get(0);
        assertThat(evidence.bound()).isEqualTo(new DetectionBound(Duration.ofMillis(300), Duration.ofMillis(500)));
        var then = new DetectionBound(Duration.ofSeconds(3), Duration.ofSeconds(5));
        assertThat(evidence.otherBounds()).containsExactly(then);
        assertThat(evidence.dots())
                .hasSize(2)
                .allSatisfy(dot -> assertThat(dot.bound()).isEqualTo(then))
                .noneMatch(Dot::isOutside);
    }

    private static Matrix withSettings(Matrix matrix, HeartbeatSettings settings) {
        Map<NodeId, MatrixRow> rows = new HashMap<>();
        for (MatrixRow row : matrix.rows()) {
            StatusReport report = Objects.requireNonNull(row.report());
            StatusReport.Reporter old = report.reporter();
            var reporter =
                    new StatusReport.Reporter(old.incarnation(), old.pid(), old.uptime(), settings, old.detector());
            var then = new StatusReport(
                    report.self(),
                    reporter,
                    report.version(),
                    report.timestamp(),
                    report.lag(),
                    report.health(),
                    report.peers(),
                    report.rejections());
            rows.put(row.observer(), new MatrixRow(row.observer(), then, row.answered(), row.silence()));
        }
        return new Matrix(matrix.nodes(), rows);
    }
}
