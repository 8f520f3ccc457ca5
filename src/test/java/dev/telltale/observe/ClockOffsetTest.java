package dev.telltale.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Correction of the reports of a node whose clock is wrong. */
class ClockOffsetTest {
    private static final NodeId ONE = new NodeId("node1");
    private static final NodeId TWO = new NodeId("node2");
    private static final Instant NOW = Instant.parse("2026-11-23T04:20:31Z");

    private static final Instant REQUESTED = NOW.minusMillis(20);

    private final ClockOffset offset = new ClockOffset();

    @Test
    void timesOfACorrectClockAreNotChangedByTheNetworkDelay() {
        StatusReport report = report(NOW.minusMillis(400), NOW.minusSeconds(3));
        assertThat(offset.corrected(report, REQUESTED, NOW)).isSameAs(report);
    }

    @Test
    void aLateResponseIsNotMistakenForAWrongClock() {
        StatusReport report = report(NOW.minusSeconds(2), NOW.minusSeconds(3));
        assertThat(offset.corrected(report, NOW.minusSeconds(3), NOW)).isSameAs(report);
        assertThat(offset.ahead()).isZero();
    }

    @Test
    void timesOfAClockAheadAreConvertedToTheLocalClock() {
        StatusReport report = report(NOW.plusSeconds(60), NOW.plusSeconds(57));
        StatusReport corrected = offset.corrected(report, REQUESTED, NOW);
        assertThat(since(corrected)).isEqualTo(NOW.minusSeconds(3));
        assertThat(Objects.requireNonNull(corrected.peers().get(0).verdict(DetectorKind.PHI))
                        .since())
                .isEqualTo(NOW.minusSeconds(3));
        assertThat(corrected.timestamp()).isEqualTo(NOW);
        assertThat(offset.ahead()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void timesOfAClockThatIsBehindAreConverted() {
        StatusReport report = report(NOW.minusSeconds(5), NOW.minusMillis(5_100));
        assertThat(since(offset.corrected(report, REQUESTED, NOW))).isEqualTo(NOW.minusMillis(100));
        assertThat(offset.ahead()).isEqualTo(Duration.ofSeconds(-5));
    }

    @Test
    void anInstantReportedTwiceIsCorrectedToTheSameInstant() {
        Instant first = since(offset.corrected(report(NOW.plusMillis(60_003), NOW.plusSeconds(57)), REQUESTED, NOW));
        Instant second = since(offset.corrected(
                report(NOW.plusMillis(61_040), NOW.plusSeconds(57)), NOW.plusMillis(980), NOW.plusSeconds(1)));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aCorrectedClockIsTrustedAgain() {
        offset.corrected(report(NOW.minusSeconds(60), NOW.minusSeconds(63)), REQUESTED, NOW);
        StatusReport report = report(NOW, NOW.minusSeconds(3));
        assertThat(offset.corrected(report, REQUESTED, NOW)).isSameAs(report);
    }

    private static Instant since(StatusReport report) {
        return Objects.requireNonNull(report.peers().get(0).since());
    }

    private static StatusReport report(Instant timestamp, Instant since) {
        var verdict = new DetectorVerdict(DetectorKind.PHI, Status.UP, since, null, 0.1, null, null, List.of());
        var peer = new PeerReport(
                TWO,
                "http://127.0.0.1:8002",
                1L,
                new PeerReport.Current(Status.UP, since, null),
                new PeerReport.Attempts(since, since, null, 0, null, null),
                PeerReport.Returns.NONE,
                List.of(verdict));
        return new StatusReport(
                ONE,
                new StatusReport.Reporter(1L, 1L, Duration.ofSeconds(9), null, "evidence"),
                1L,
                timestamp,
                null,
                null,
                List.of(peer),
                Map.of());
    }
}
