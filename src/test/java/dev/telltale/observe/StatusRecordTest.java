package dev.telltale.observe;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.Evidence;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.model.Transition;
import dev.telltale.testkit.MatrixBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatusRecordTest {
    private final MatrixBuilder matrix = new MatrixBuilder(2);
    private final StatusRecord record = new StatusRecord(matrix.nodes());

    private List<Transition> changes(DetectorKind detector) {
        return record.journal(detector).since(0).stream()
                .map(BoundedLog.Entry::element)
                .filter(change -> change.observer().equals(node(1)))
                .toList();
    }

    /** The detector evidence says down, timeout still says suspect, and phi has not noticed much yet. */
    private void suspicionOfTwo() {
        record.add(new ClusterView(NOW, matrix.matrix()));
        matrix.down(link(1, 2), Evidence.REFUSED, Duration.ofMillis(400));
        record.add(new ClusterView(later(Duration.ofMillis(100)), matrix.matrix()));
    }

    @Test
    void journalOfEachDetectorHasItsOwnChanges() {
        suspicionOfTwo();
        assertThat(changes(DetectorKind.EVIDENCE)).extracting(Transition::to).containsExactly(Status.UP, Status.DOWN);
        assertThat(changes(DetectorKind.TIMEOUT)).extracting(Transition::to).containsExactly(Status.UP, Status.SUSPECT);
        assertThat(changes(DetectorKind.EVIDENCE).get(1).at())
                .isEqualTo(NOW.wall().minusMillis(400));
    }

    @Test
    void historyOfEachDetectorHasItsOwnStatuses() {
        suspicionOfTwo();
        for (DetectorKind kind : DetectorKind.ALL) {
            var past = record.history(kind).matrixAt(later(Duration.ofMillis(50)));
            var seen = matrix.matrix().withStatusOf(kind);
            assertThat(past.cell(node(1), node(2)).status())
                    .as("%s", kind)
                    .isEqualTo(seen.cell(node(1), node(2)).status());
            assertThat(past.row(node(1)).report())
                    .satisfies(
                            report -> assertThat(report.reporter().detector()).isEqualTo(kind.id()));
        }
    }

    @Test
    void equalReportsAddNothing() {
        suspicionOfTwo();
        int before = record.history(DetectorKind.SWIM).size();
        var view = new ClusterView(later(Duration.ofMillis(200)), matrix.matrix());
        record.add(view);
        record.add(view);
        assertThat(record.history(DetectorKind.SWIM).size()).isEqualTo(before);
        assertThat(changes(DetectorKind.EVIDENCE)).hasSize(2);
    }

    @Test
    void flapsAreReportedOnlyInTheJournalOfTheDetectorThatTheNodeCountsThemFor() {
        record.add(new ClusterView(NOW, matrix.matrix()));
        MatrixRow row = matrix.matrix().row(node(1));
        StatusReport report = Objects.requireNonNull(row.report());
        PeerReport peer = Objects.requireNonNull(report.of(node(2)));
        var flapped = new PeerReport(
                peer.id(),
                peer.url(),
                peer.incarnation(),
                peer.current(),
                peer.attempts(),
                new PeerReport.Returns(1, 0, null),
                peer.verdicts());
        var newest = new StatusReport(
                report.self(),
                report.reporter(),
                report.version(),
                report.timestamp(),
                report.lag(),
                report.health(),
                List.of(flapped),
                report.rejections());
        var rows = Map.of(node(1), new MatrixRow(node(1), newest, Objects.requireNonNull(row.answered()), null));
        record.add(new ClusterView(later(Duration.ofMillis(100)), new Matrix(matrix.nodes(), rows)));
        assertThat(changes(DetectorKind.EVIDENCE))
                .extracting(change -> change.returned().flaps())
                .containsExactly(0, 1);
        assertThat(changes(DetectorKind.TIMEOUT))
                .extracting(change -> change.returned().flaps())
                .containsExactly(0);
    }
}
