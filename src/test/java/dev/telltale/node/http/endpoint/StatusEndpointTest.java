package dev.telltale.node.http.endpoint;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.later;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.node.Identity;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.time.ClockReading;
import dev.telltale.wire.StatusJson;
import dev.telltale.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusEndpointTest {
    private ClockReading now = NOW;
    private final NodeStateMachine stateMachine = new NodeStateMachine(
            node(1),
            List.of(),
            HeartbeatSettings.DEFAULT,
            DetectionSettings.DEFAULT,
            DetectorKind.ALL,
            new SplittableRandom(1),
            NOW);
    private final StatusEndpoint endpoint = new StatusEndpoint(
            new Identity(node(1), 1, 1, NOW),
            HeartbeatSettings.DEFAULT,
            new StatusPublisher(stateMachine.snapshot()),
            stateMachine.starvation(),
            () -> now,
            null);

    private @Nullable Instant timestamp() throws WireException {
        byte[] json = endpoint.status();
        return StatusJson.read(json, json.length).timestamp();
    }

    @Test
    void aReportIsReusedForFiveMilliseconds() throws WireException {
        assertThat(timestamp()).isEqualTo(NOW.wall());
        now = later(Duration.ofMillis(5));
        assertThat(timestamp()).isEqualTo(NOW.wall());
        now = later(Duration.ofMillis(6));
        assertThat(timestamp()).isEqualTo(now.wall());
    }

    @Test
    void aReportFromBeforeTheWallClockWasSetIsNotReused() throws WireException {
        assertThat(timestamp()).isEqualTo(NOW.wall());
        for (Duration step : List.of(Duration.ofHours(-1), Duration.ofHours(1), Duration.ofMillis(-1))) {
            now = new ClockReading(NOW.nanos() + 1, NOW.wall().plus(step));
            assertThat(timestamp()).as("set by %s", step).isEqualTo(now.wall());
        }
    }
}
