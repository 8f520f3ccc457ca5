package dev.telltale.dashboard.viewmodel.cell;

import static dev.telltale.testkit.TestValues.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.truth.GroundTruthModel;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Status;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictLineTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final ClusterFixture cluster = new ClusterFixture(3).allUp();

    private List<VerdictLine> lines(int observer, int subject, Duration later) {
        var grid = new Grid(cluster.view().matrix());
        var groundTruth = new GroundTruthModel(cluster.config());
        groundTruth.update(
                new Incidents(cluster.control().processEvents(), List.of()),
                cluster.control().processes(),
                grid);
        return VerdictLine.of(grid, observer - 1, subject - 1, groundTruth, later(later), UTC);
    }

    private VerdictLine line(DetectorKind detector, Duration later) {
        return lines(1, 2, later).get(DetectorKind.ALL.indexOf(detector));
    }

    @Test
    void allFourDetectorsAreListedInOrderAndOneIsSelected() {
        cluster.killed(2);
        assertThat(lines(1, 2, Duration.ZERO)).extracting(VerdictLine::detector).containsExactly(DetectorKind.values());
        assertThat(lines(1, 2, Duration.ZERO).stream().filter(VerdictLine::isSelected))
                .extracting(VerdictLine::detector)
                .containsExactly(DetectorKind.EVIDENCE);
    }

    @Test
    void theCountdownContinuesBetweenReportsAndStopsAtZero() {
        cluster.killed(2);
        assertThat(line(DetectorKind.TIMEOUT, Duration.ZERO).words()).containsExactly("down in 0.4 s");
        assertThat(line(DetectorKind.TIMEOUT, Duration.ofMillis(250)).words()).containsExactly("down in 0.1 s");
        assertThat(line(DetectorKind.TIMEOUT, Duration.ofSeconds(9)).words()).containsExactly("down in 0.0 s");
    }

    @Test
    void theProgressBarFillsUntilTheNextChange() {
        cluster.killed(2);
        assertThat(line(DetectorKind.TIMEOUT, Duration.ZERO).progress()).isBetween(0.91, 0.93);
        assertThat(line(DetectorKind.TIMEOUT, Duration.ofMillis(250)).progress())
                .isBetween(0.96, 0.98);
        assertThat(line(DetectorKind.TIMEOUT, Duration.ofSeconds(9)).progress()).isEqualTo(1);
        assertThat(line(DetectorKind.EVIDENCE, Duration.ZERO).progress()).isNull();
    }

    @Test
    void phiShowsItsLevelAsTextAndProgress() {
        cluster.killed(2);
        assertThat(line(DetectorKind.PHI, Duration.ZERO).words()).containsExactly("φ 5.9 of 8.0", "down in 0.8 s");
        assertThat(line(DetectorKind.PHI, Duration.ZERO).progress()).isEqualTo(5.9 / 8);
    }

    @Test
    void aDownVerdictShowsItsDetectionTimeAndConfirmations() {
        cluster.killed(2);
        assertThat(line(DetectorKind.EVIDENCE, Duration.ZERO).words()).containsExactly("after 12 ms");
        assertThat(line(DetectorKind.SWIM, Duration.ZERO).words())
                .containsExactly("after 1.21 s", "confirmed by node3");
    }

    @Test
    void aVerdictWithoutADeadlineHasNoProgressBar() {
        assertThat(line(DetectorKind.SWIM, Duration.ZERO).words()).containsExactly("until an attempt fails");
        assertThat(line(DetectorKind.SWIM, Duration.ZERO).progress()).isNull();
    }

    @Test
    void theSwimTimerRunsFromTheSuspicion() {
        cluster.withStatus(1, 2, Status.SUSPECT);
        // Suspect for 1.3 s, 2.1 s are left.
        assertThat(line(DetectorKind.SWIM, Duration.ZERO).words()).containsExactly("down in 2.1 s");
        assertThat(line(DetectorKind.SWIM, Duration.ZERO).progress()).isBetween(0.37, 0.40);
    }

    @Test
    void aSilentObserverHasNoVerdictLines() {
        cluster.killed(2);
        assertThat(lines(2, 1, Duration.ZERO)).isEmpty();
    }
}
