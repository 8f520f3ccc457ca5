package dev.telltale.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.auth.AuthToken;
import dev.telltale.auth.ClusterKey;
import dev.telltale.model.Address;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a node as the line on its standard input. */
class NodeSettingsTest {
    private static final String TOKEN = "0123456789abcdef".repeat(4);
    private static final ClusterKey KEY = ClusterKey.parse("ab".repeat(32));
    private static final NodeSettings.Parent PARENT =
            new NodeSettings.Parent(4711, Instant.ofEpochMilli(1_763_871_631_123L));

    @Test
    void aNodeReadsWhatALauncherWrites() throws WireException {
        var detection = new DetectionSettings(DetectorKind.PHI, 2, 3, Duration.ofMinutes(2), 9.5, 0);
        NodeSettings written = settings(detection, KEY);

        NodeSettings read = NodeSettings.read(written.write());

        assertThat(read).usingRecursiveComparison().isEqualTo(written);
        assertThat(new String(written.write(), StandardCharsets.UTF_8))
                .as("one line")
                .isEqualTo("{\"id\":\"node1\",\"address\":\"[::1]:8001\",\"cluster\":\"demo\",\"peers\":"
                        + "{\"node2\":\"127.0.0.1:8002\",\"node3\":\"10.0.0.3:8003\"},\"interval_ms\":250,"
                        + "\"timeout_ms\":1000,\"detection\":{\"detector\":\"phi\",\"failure_threshold\":\"2\","
                        + "\"success_threshold\":\"3\",\"flap_window\":\"2m\",\"phi_threshold\":\"9.5\","
                        + "\"indirect_probes\":\"0\"},\"key\":\"q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=\","
                        + "\"token\":\"" + TOKEN + "\",\"parent_pid\":4711,\"parent_start_ms\":1763871631123}\n");
    }

    @Test
    void aNodeWithoutKeyAndWithDefaultsIsReadToo() throws WireException {
        NodeSettings written = settings(DetectionSettings.DEFAULT, null);

        assertThat(NodeSettings.read(written.write())).isEqualTo(written);
    }

    @Test
    void theLongestKeyOfAFileFits() throws WireException {
        ClusterKey key = ClusterKey.parse("A".repeat(4_095) + "+");

        NodeSettings read =
                NodeSettings.read(settings(DetectionSettings.DEFAULT, key).write());

        assertThat(Objects.requireNonNull(read.key()).reveal()).isEqualTo(key.reveal());
    }

    @Test
    void theLargestClusterFits() throws WireException {
        List<Member> peers = new ArrayList<>();
        for (int n = 100; n < 300; n++) {
            peers.add(new Member(new NodeId("n".repeat(61) + n), new Address("h".repeat(253), 60_000 + n)));
        }
        var written = new NodeSettings(
                self(),
                "demo",
                peers,
                HeartbeatSettings.DEFAULT,
                DetectionSettings.DEFAULT,
                KEY,
                new AuthToken(TOKEN),
                PARENT);

        assertThat(written.write()).hasSizeLessThan(NodeSettings.MAX_BYTES);
        assertThat(NodeSettings.read(written.write()).peers()).isEqualTo(peers);
    }

    @Test
    void theArgumentsShowIdPortAndClusterAndNoSecret() {
        assertThat(settings(DetectionSettings.DEFAULT, KEY).arguments())
                .containsExactly("node", "--stdin", "--id", "node1", "--port", "8001", "--cluster", "demo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '"id":"node1"'                   | '"id":"all"'           | found "all", which commands read as every node
            '"id":"node1",'                  | ''                     | id is missing
            '"id":"node1"'                   | '"id":7'               | id is not text
            '"address":"[::1]:8001"'         | '"address":"nowhere"'  | an address is host:port
            '"cluster":"demo"'               | '"cluster":"a/b"'      | a cluster's name is 1 to 64 letters
            '"node2":"127.0.0.1:8002"'       | '"node2":"x:99999"'    | a port is a whole number
            '"node3"'                        | '"node2"'              | Duplicate field 'node2'
            '"interval_ms":250'              | '"interval_ms":1'      | an interval is 10ms to 1h
            '"timeout_ms":1000'              | '"timeout_ms":1'       | a timeout is larger than the interval
            '"timeout_ms":1000'              | '"timeout_ms":1e400'   | timeout_ms is not a whole number
            '"detector":"evidence"'          | '"detector":"magic"'   | the detectors are
            '"detector":"evidence"'          | '"failure_threshold":"x"' | failure_threshold is a whole number
            '"token":"'                      | '"token":"0'           | a token is 64 hexadecimal digits
            '"key":"q'                       | '"key":"'              | a cluster key is at least 256 bits
            '"parent_pid":4711,'             | ''                     | parent_pid is missing
            '"parent_start_ms":1763871631123' | '"parent_start_ms":null' | parent_start_ms is missing
            '123}'                           | '123'                  | not the JSON expected
            '123}'                           | '123}{}'               | something follows the JSON object
            """)
    void aWrongValueIsNamedAndNoSecretIsRevealed(String part, String wrong, String message) {
        String line = new String(settings(DetectionSettings.DEFAULT, KEY).write(), StandardCharsets.UTF_8);
        assertThat(line).contains(part);

        assertThatThrownBy(() -> NodeSettings.read(line.replace(part, wrong).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(TOKEN.substring(8))
                .hasMessageNotContaining("urq6urq6");
    }

    @ParameterizedTest
    @CsvSource({"''", "hello", "[]", "7", "{}"})
    void somethingElseIsRejected(String text) {
        assertThatThrownBy(() -> NodeSettings.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireException.class);
    }

    private static NodeSettings settings(DetectionSettings detection, @Nullable ClusterKey key) {
        var peers = List.of(
                new Member(new NodeId("node2"), new Address("127.0.0.1", 8002)),
                new Member(new NodeId("node3"), new Address("10.0.0.3", 8003)));
        var heartbeat = new HeartbeatSettings(Duration.ofMillis(250), Duration.ofSeconds(1));
        return new NodeSettings(self(), "demo", peers, heartbeat, detection, key, new AuthToken(TOKEN), PARENT);
    }

    private static Member self() {
        return new Member(new NodeId("node1"), new Address("::1", 8001));
    }
}
