package dev.telltale.recording.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folder a window continues. */
class RecordingFoldersTest {
    private static final Instant AT = Instant.parse("2026-11-30T11:00:00Z");

    @TempDir
    private Path state = Path.of("");

    private Path record(ClusterConfig config) throws IOException {
        Path folder = new RecordingFolders(state).ofPanel(config, AT, ZoneOffset.UTC);
        RecordingWriter.open(
                        folder, RecordingInfo.of(config, AT), RecordingLimits.DEFAULT, TimeSource.SYSTEM, told -> {})
                .close();
        return folder;
    }

    @Test
    void otherSettingsContinueARecordingAndOtherNodesBeginOne() throws IOException {
        ClusterConfig demo = ClusterConfig.DEFAULT;
        Path first = state.resolve("demo").resolve("recordings").resolve("panel");
        assertThat(record(demo)).isEqualTo(first);
        var faster = new ClusterConfig(
                "demo",
                new HeartbeatSettings(Duration.ofMillis(100), Duration.ofSeconds(1)),
                demo.detection(),
                demo.nodes());
        assertThat(record(faster)).isEqualTo(first);
        var smaller = new ClusterConfig(
                "demo", demo.heartbeat(), demo.detection(), demo.nodes().subList(0, 2));
        Path second = first.resolveSibling("panel-2026-11-30-110000");
        assertThat(record(smaller)).isEqualTo(second);
        assertThat(record(demo)).isEqualTo(first);
        assertThat(record(smaller)).isEqualTo(second);
    }
}
