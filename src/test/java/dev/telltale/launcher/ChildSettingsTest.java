package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.config.ClusterConfig;
import dev.telltale.config.RestartPolicy;
import dev.telltale.launcher.process.Lifeline;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.platform.KeyFile;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RealCluster;
import dev.telltale.wire.NodeSettings;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildSettingsTest {
    private static final List<Member> MEMBERS = RealCluster.members(new int[3]);
    private static final HeartbeatSettings HEARTBEAT =
            new HeartbeatSettings(Duration.ofMillis(250), Duration.ofMillis(900));

    @TempDir
    private Path folder;

    private ClusterConfig config(Path key) {
        DetectionSettings detection = DetectionSettings.DEFAULT.withDeciding(DetectorKind.SWIM);
        return new ClusterConfig("lab", HEARTBEAT, detection, MEMBERS, RestartPolicy.NEVER, key);
    }

    @Test
    void aNodeIsGivenTheSettingsOfTheConfig() throws IOException, WireException {
        Path key = folder.resolve("cluster.key");
        KeyFile.create(key);
        try (var cluster = new FakeCluster(folder, config(key))) {
            var unused = cluster.launcher().start(FakeNodeCluster.NODE);
            cluster.drain();
            Await.until(
                    "the line is written",
                    () -> new String(cluster.newest().input(), StandardCharsets.UTF_8).endsWith("\n"));
            NodeSettings settings = NodeSettings.read(cluster.newest().input());
            assertThat(settings.self().id()).isEqualTo(FakeNodeCluster.NODE);
            assertThat(settings.cluster()).isEqualTo("lab");
            assertThat(settings.peers())
                    .extracting(Member::id)
                    .containsExactly(MEMBERS.get(1).id(), MEMBERS.get(2).id());
            assertThat(settings.heartbeat()).isEqualTo(HEARTBEAT);
            assertThat(settings.detection()).isEqualTo(config(key).detection());
            assertThat(Objects.requireNonNull(settings.key()).reveal())
                    .isEqualTo(KeyFile.read(key).reveal());
            assertThat(settings.token()).isNotNull();
            assertThat(settings.parent()).isEqualTo(Lifeline.thisProcess());
        }
    }

    @Test
    void aStartWithAnUnreadableKeyFileFailsWithASentence() {
        Path missing = folder.resolve("missing.key");
        try (var cluster = new FakeCluster(folder, config(missing))) {
            assertThat(cluster.launcher().start(FakeNodeCluster.NODE))
                    .failsWithin(Await.TIMEOUT)
                    .withThrowableThat()
                    .withMessageContaining("The cluster key: ")
                    .withMessageContaining("missing.key");
            assertThat(cluster.processes()).isEmpty();
        }
    }
}
