package dev.telltale.dashboard.viewmodel;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.StatusReport;
import dev.telltale.observe.ClusterView;
import dev.telltale.observe.StatusRecord;
import dev.telltale.testkit.ClusterFixture;
import dev.telltale.testkit.TestValues;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DetectorViewModelTest {
    private final ClusterFixture cluster = new ClusterFixture(3).allUp();
    private final StatusRecord record = new StatusRecord(cluster.config().ids());
    private final PanelViewModel panel = new PanelViewModel(
            cluster.config(), cluster.control(), cluster.faults(), Runnable::run, NOW, ZoneId.of("UTC"));

    private void choose(DetectorKind kind) {
        panel.detector().detectorProperty().set(kind);
    }

    private void show(ClusterView view) {
        record.add(view);
        panel.show(view);
    }

    private CellState oneAboutTwo() {
        return panel.grid().grid().state(0, 1);
    }

    @Test
    void theConfiguredDetectorIsChosenAtFirst() {
        assertThat(panel.detector().detectorProperty().get()).isEqualTo(DetectorKind.EVIDENCE);
        cluster.killed(2).decidedBy(1, DetectorKind.TIMEOUT);
        show(cluster.view());
        assertThat(oneAboutTwo()).isEqualTo(CellState.DOWN);
        assertThat(panel.grid().grid().selectedDetector(0)).isEqualTo(DetectorKind.EVIDENCE);
    }

    @Test
    void gridTilesAndSentenceFollowTheChoiceAndNoNodeIsAsked() {
        show(cluster.killed(2).view());
        assertThat(panel.situation().sentenceProperty().get()).contains("node2");
        String byEvidence = panel.situation().sentenceProperty().get();
        choose(DetectorKind.TIMEOUT);
        assertThat(oneAboutTwo()).isEqualTo(CellState.SUSPECT);
        assertThat(panel.tiles().get(1).facts().status()).isEqualTo(CellState.SUSPECT);
        assertThat(panel.situation().sentenceProperty().get()).isNotEqualTo(byEvidence);
        assertThat(cluster.control().commands()).isEmpty();
        choose(DetectorKind.EVIDENCE);
        assertThat(oneAboutTwo()).isEqualTo(CellState.DOWN);
        assertThat(panel.situation().sentenceProperty().get()).isEqualTo(byEvidence);
    }

    @Test
    void theJournalHasTheChosenDetectorsChangesBeforeTheChoiceToo() {
        panel.detector().follow(record, List::of);
        show(cluster.view());
        show(cluster.killed(2).view());
        assertThat(panel.journal().lines()).anyMatch(line -> line.text().contains("→ down"));
        String title = panel.journal().titleProperty().get();
        choose(DetectorKind.TIMEOUT);
        assertThat(panel.journal().lines())
                .anyMatch(line -> line.text().contains("→ suspect"))
                .noneMatch(line -> line.text().contains("→ down"));
        choose(DetectorKind.EVIDENCE);
        assertThat(panel.journal().lines()).anyMatch(line -> line.text().contains("→ down"));
        assertThat(panel.journal().titleProperty().get()).isEqualTo(title);
    }

    @Test
    void thePastFollowsTheChoiceToo() {
        panel.detector().follow(record, List::of);
        show(cluster.killed(2).view());
        panel.tick(later(Duration.ofSeconds(10)));
        panel.timeline().select(later(Duration.ofSeconds(5)).wall());
        assertThat(oneAboutTwo()).isEqualTo(CellState.DOWN);
        choose(DetectorKind.TIMEOUT);
        assertThat(oneAboutTwo()).isEqualTo(CellState.SUSPECT);
        assertThat(panel.timeline().selectedProperty().get()).isNotNull();
    }

    @Test
    void nodesWithoutItsVerdictAreNamedAndKeepTheirOwnStatus() {
        choose(DetectorKind.PHI);
        ClusterView view = cluster.killed(2).view();
        Map<dev.telltale.model.NodeId, MatrixRow> rows = new HashMap<>();
        view.matrix().rows().forEach(row -> rows.put(row.observer(), row));
        MatrixRow plain = Objects.requireNonNull(rows.get(TestValues.node(3)));
        StatusReport report = Objects.requireNonNull(plain.report());
        var demo = new StatusReport(
                report.self(),
                new StatusReport.Reporter(null, null, null, null, null),
                null,
                report.timestamp(),
                null,
                null,
                report.peers().stream()
                        .map(peer -> TestValues.peer(
                                peer.id().equals(TestValues.node(2)) ? 2 : 1, peer.status(), NOW.wall()))
                        .toList(),
                Map.of());
        rows.put(TestValues.node(3), new MatrixRow(TestValues.node(3), demo, plain.answered(), null));
        show(new ClusterView(view.at(), new Matrix(view.matrix().nodes(), rows)));
        assertThat(panel.detector().withoutVerdictProperty().get()).containsExactly(TestValues.node(3));
        assertThat(panel.grid().grid().state(2, 1)).isEqualTo(CellState.DOWN);
        assertThat(oneAboutTwo()).isEqualTo(CellState.SUSPECT);
    }

    @Test
    void aSavedChoiceComesBackAndTheConfiguredOneIsNotSaved() {
        assertThat(panel.detector().preference()).isNull();
        panel.detector().restore("swim");
        assertThat(panel.detector().detectorProperty().get()).isEqualTo(DetectorKind.SWIM);
        assertThat(panel.detector().preference()).isEqualTo("swim");
        panel.detector().restore("of a later version");
        panel.detector().restore(null);
        assertThat(panel.detector().detectorProperty().get()).isEqualTo(DetectorKind.SWIM);
        choose(DetectorKind.EVIDENCE);
        assertThat(panel.detector().preference()).isNull();
    }
}
