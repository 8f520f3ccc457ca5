package dev.telltale.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The matrix as one detector sees it. */
class MatrixViewTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:03:25Z");
    private static final ClockReading READING = new ClockReading(7, NOW);
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final DetectorVerdict EVIDENCE = verdict(DetectorKind.EVIDENCE, Status.DOWN, 4, Evidence.REFUSED);
    private static final DetectorVerdict TIMEOUT = verdict(DetectorKind.TIMEOUT, Status.SUSPECT, 2, null);
    private static final DetectorVerdict PHI =
            new DetectorVerdict(DetectorKind.PHI, Status.UNKNOWN, null, null, 0.5, null, null, List.of());

    private static DetectorVerdict verdict(
            DetectorKind kind, Status status, long secondsAgo, @Nullable Evidence evidence) {
        return new DetectorVerdict(kind, status, NOW.minusSeconds(secondsAgo), evidence, null, null, null, List.of());
    }

    private static PeerReport peer(
            Status status, @Nullable Instant since, @Nullable Evidence evidence, List<DetectorVerdict> verdicts) {
        return new PeerReport(
                TWO,
                "http://127.0.0.1:8002",
                3L,
                new PeerReport.Current(status, since, evidence),
                new PeerReport.Attempts(
                        NOW.minusSeconds(5),
                        NOW.minusSeconds(1),
                        Duration.ofMillis(1),
                        4,
                        "connection refused",
                        Evidence.REFUSED),
                new PeerReport.Returns(2, 1, null),
                verdicts);
    }

    private static Matrix matrix(@Nullable String detector, @Nullable String silence, PeerReport peer) {
        var report = new StatusReport(
                ONE,
                new StatusReport.Reporter(1L, 2L, Duration.ofSeconds(60), HeartbeatSettings.DEFAULT, detector),
                42L,
                NOW,
                Duration.ZERO,
                0,
                List.of(peer),
                Map.of("clock", 3L));
        return new Matrix(List.of(ONE, TWO), Map.of(ONE, new MatrixRow(ONE, report, READING, silence)));
    }

    private static Matrix reported(@Nullable String silence) {
        return matrix(
                "evidence",
                silence,
                peer(Status.DOWN, EVIDENCE.since(), EVIDENCE.evidence(), List.of(EVIDENCE, TIMEOUT, PHI)));
    }

    @Test
    void itsVerdictIsTheStatusWithItsTimeAndItsEvidenceAndNothingElseChanges() {
        assertThat(reported(null).withStatusOf(DetectorKind.TIMEOUT).rows())
                .isEqualTo(matrix(
                                "timeout",
                                null,
                                peer(Status.SUSPECT, TIMEOUT.since(), null, List.of(EVIDENCE, TIMEOUT, PHI)))
                        .rows());
    }

    @Test
    void theDetectorOfTheNodeItselfChangesNothing() {
        Matrix matrix = reported(null);
        assertThat(matrix.withStatusOf(DetectorKind.EVIDENCE)).isSameAs(matrix);
    }

    @Test
    void aDetectorWithoutAVerdictIsUnknownWithoutATime() {
        Cell cell = reported(null).withStatusOf(DetectorKind.PHI).cell(ONE, TWO);
        assertThat(cell.status()).isEqualTo(Status.UNKNOWN);
        PeerReport report = Objects.requireNonNull(cell.report());
        assertThat(report.since()).isNull();
        assertThat(report.evidence()).as("as in a node: the last attempt").isEqualTo(Evidence.REFUSED);
    }

    @Test
    void oneDetectorAfterAnotherShowsTheLast() {
        assertThat(reported(null)
                        .withStatusOf(DetectorKind.TIMEOUT)
                        .withStatusOf(DetectorKind.EVIDENCE)
                        .rows())
                .isEqualTo(reported(null).rows());
    }

    @Test
    void aNodeThatSendsNoVerdictKeepsItsOwnStatusAndIsNamed() {
        Matrix matrix = matrix(null, null, peer(Status.DOWN, NOW, Evidence.TIMEOUT, List.of()));
        assertThat(matrix.withStatusOf(DetectorKind.PHI).rows()).isEqualTo(matrix.rows());
        assertThat(matrix.answeringWithout(DetectorKind.PHI)).containsExactly(ONE);
        assertThat(reported(null).answeringWithout(DetectorKind.PHI)).isEmpty();
        assertThat(reported(null).answeringWithout(DetectorKind.SWIM)).containsExactly(ONE);
    }

    @Test
    void aSilentNodeStaysUnknownWithItsLastReportOfThatDetector() {
        Matrix matrix = reported("connection refused");
        Cell cell = matrix.withStatusOf(DetectorKind.TIMEOUT).cell(ONE, TWO);
        assertThat(cell.kind()).isEqualTo(Cell.Kind.NO_ANSWER);
        assertThat(cell.status()).isEqualTo(Status.UNKNOWN);
        assertThat(Objects.requireNonNull(cell.report()).status()).isEqualTo(Status.SUSPECT);
        assertThat(matrix.answeringWithout(DetectorKind.SWIM)).isEmpty();
    }
}
