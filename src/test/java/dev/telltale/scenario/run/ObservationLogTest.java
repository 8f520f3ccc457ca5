package dev.telltale.scenario.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Matrix;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.NodeId;
import dev.telltale.model.StatusReport;
import dev.telltale.scenario.run.Recording.LagReport;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A node is lagging if it reports a lag of 100 ms, or of a quarter of a timeout that is shorter than 400 ms. */
class ObservationLogTest {
    private static final NodeId NODE = new NodeId("node1");
    private static final Instant AT = Instant.EPOCH.plusSeconds(7);

    private final ObservationLog log = new ObservationLog();

    private void look(long timeoutMillis, @Nullable Duration lag, @Nullable String failed) {
        var settings = new HeartbeatSettings(Duration.ofMillis(10), Duration.ofMillis(timeoutMillis));
        var report = new StatusReport(
                NODE,
                new StatusReport.Reporter(1L, 1L, null, settings, "evidence"),
                1L,
                AT,
                lag,
                0,
                List.of(),
                Map.of());
        var now = new ClockReading(7_000_000_000L, AT);
        log.record(new Matrix(List.of(NODE), Map.of(NODE, new MatrixRow(NODE, report, now, failed))), now);
    }

    @Test
    void aLagInAResponseIsRecorded() {
        look(3_000, Duration.ofMillis(99), null);
        look(200, Duration.ofMillis(49), null);
        look(3_000, null, null);
        look(3_000, Duration.ofMillis(900), "no answer");
        assertThat(log.lagReports()).isEmpty();

        look(3_000, Duration.ofMillis(100), null);
        look(200, Duration.ofMillis(50), null);
        assertThat(log.lagReports()).containsExactly(new LagReport(NODE, AT), new LagReport(NODE, AT));
    }
}
