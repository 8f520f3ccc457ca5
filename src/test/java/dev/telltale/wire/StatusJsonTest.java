package dev.telltale.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:20:39.246Z");
    private static final String TEXT = "{\"self\":\"node1\",\"incarnation\":1763871631123,\"pid\":4711,\"version\":42,"
            + "\"timestamp\":\"2026-11-23T04:20:39.246Z\",\"uptime_ms\":8123,"
            + "\"heartbeat_interval_ms\":2000,\"heartbeat_timeout_ms\":5000,\"detector\":\"evidence\","
            + "\"lag_ms\":3.25,\"health\":1,\"peers\":{"
            + "\"node2\":{\"url\":\"http://127.0.0.1:8002\",\"status\":\"up\","
            + "\"last_heartbeat\":\"2026-11-23T04:20:39.246Z\",\"last_check\":\"2026-11-23T04:20:39.246Z\","
            + "\"since\":\"2026-11-23T04:20:39.246000Z\",\"incarnation\":7,\"evidence\":\"ok\",\"rtt_ms\":0.8,\"missed\":0,"
            + "\"error\":null,\"last_evidence\":\"timeout\",\"flaps\":2,\"restarts\":1,\"silent_ms\":5300,\"starved_ms\":5100,\"verdicts\":{"
            + "\"phi\":{\"status\":\"up\",\"since\":\"2026-11-23T04:20:39.246000Z\",\"evidence\":\"ok\","
            + "\"level\":0.125,\"next\":\"suspect\",\"next_ms\":1250.5},"
            + "\"swim\":{\"status\":\"suspect\",\"since\":\"2026-11-23T04:20:39.246000Z\","
            + "\"evidence\":\"timeout\",\"confirmed_by\":[\"node3\"]}}},"
            + "\"node3\":{\"url\":\"http://127.0.0.1:8003\",\"status\":\"unknown\",\"last_heartbeat\":null,"
            + "\"last_check\":null,\"since\":\"2026-11-23T04:20:39.246000Z\",\"incarnation\":null,\"evidence\":null,"
            + "\"rtt_ms\":null,\"missed\":0,\"error\":null,\"flaps\":0,\"restarts\":0}}}";
    private static final DetectorVerdict PHI = new DetectorVerdict(
            DetectorKind.PHI,
            Status.UP,
            NOW,
            Evidence.OK,
            0.125,
            Status.SUSPECT,
            Duration.ofNanos(1_250_500_000),
            List.of());
    private static final DetectorVerdict SWIM = new DetectorVerdict(
            DetectorKind.SWIM, Status.SUSPECT, NOW, Evidence.TIMEOUT, null, null, null, List.of(new NodeId("node3")));
    private static final StatusReport REPORT = new StatusReport(
            new NodeId("node1"),
            new StatusReport.Reporter(
                    1763871631123L, 4711L, Duration.ofMillis(8123), HeartbeatSettings.DEFAULT, "evidence"),
            42L,
            NOW,
            Duration.ofNanos(3_250_000),
            1,
            List.of(
                    new PeerReport(
                            new NodeId("node2"),
                            "http://127.0.0.1:8002",
                            7L,
                            new PeerReport.Current(Status.UP, NOW, Evidence.OK),
                            new PeerReport.Attempts(NOW, NOW, Duration.ofNanos(800_000), 0, null, Evidence.TIMEOUT),
                            new PeerReport.Returns(
                                    2, 1, new Silence(Duration.ofMillis(5_300), Duration.ofMillis(5_100))),
                            List.of(PHI, SWIM)),
                    new PeerReport(
                            new NodeId("node3"),
                            "http://127.0.0.1:8003",
                            null,
                            new PeerReport.Current(Status.UNKNOWN, NOW, null),
                            new PeerReport.Attempts(null, null, null, 0, null, null),
                            PeerReport.Returns.NONE,
                            List.of())),
            Map.of());

    @Test
    void theMessageIsWrittenInItsExactFormat() {
        assertThat(new String(StatusJson.write(REPORT), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    /** Otherwise a panel measures two different times for one detection. */
    @Test
    void aStatusBeginsAtTheSameInstantAsItsDecidingVerdict() throws WireException {
        Instant since = NOW.plusNanos(613_000);
        var verdict = new DetectorVerdict(DetectorKind.EVIDENCE, Status.DOWN, since, null, null, null, null, List.of());
        var peer = new PeerReport(
                new NodeId("node2"),
                "http://127.0.0.1:8002",
                null,
                new PeerReport.Current(Status.DOWN, since, null),
                new PeerReport.Attempts(null, null, null, 1, null, null),
                PeerReport.Returns.NONE,
                List.of(verdict));
        var report = new StatusReport(
                new NodeId("node1"),
                new StatusReport.Reporter(1L, 2L, null, HeartbeatSettings.DEFAULT, "evidence"),
                3L,
                NOW,
                null,
                null,
                List.of(peer),
                Map.of());
        PeerReport read = read(new String(StatusJson.write(report), StandardCharsets.UTF_8))
                .peers()
                .get(0);
        assertThat(read.since()).isEqualTo(since);
        assertThat(read.verdicts()).extracting(DetectorVerdict::since).containsExactly(read.since());
    }

    @Test
    void theMessageReadsBackUnchanged() throws WireException {
        assertThat(read(TEXT)).isEqualTo(REPORT);
    }

    @Test
    void theSmallerStatusOfTheOriginalDemoIsRead() throws WireException {
        StatusReport report = read("{\"self\":\"node1\",\"timestamp\":\"2026-11-23T04:20:31\",\"peers\":{\"node2\":"
                + "{\"url\":\"http://127.0.0.1:8002\",\"status\":\"alive\",\"last_heartbeat\":null}}}");

        assertThat(report.version()).isNull();
        assertThat(report.reporter().settings()).isNull();
        assertThat(report.peers())
                .singleElement()
                .extracting(PeerReport::status)
                .isEqualTo(Status.UP);
    }

    @Test
    void aReportWithUnknownEvidenceOfALaterVersionIsAccepted() throws WireException {
        StatusReport report = read(TEXT.replace("\"ok\"", "\"telepathy\""));

        assertThat(report.peers().get(0).evidence()).isNull();
        assertThat(report.peers().get(0).status()).isEqualTo(Status.UP);
    }

    @Test
    void controlCharactersInAReceivedReportAreReplaced() throws WireException {
        StatusReport report = read(TEXT.replaceFirst("\"error\":null", "\"error\":\"a\\\\u001b[2Jb\\\\u202ec\""));

        assertThat(report.peers().get(0).attempts().error()).isEqualTo("a?[2Jb?c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"self":"n"}                                             | peers is missing
            {"peers":{}}                                             | self is missing
            {"self":"n","peers":[]}                                  | peers is not a JSON object
            {"self":"n","peers":{"m":{}}}                            | has no status
            {"self":"n","peers":{"m":{"status":"green"}}}            | unknown status "green"
            {"self":"n","peers":{"a b":{"status":"up"}}}             | a node id is
            {"self":"n","peers":{"m":{"status":"up","rtt_ms":-1}}}   | rtt_ms is not a time
            {"self":"n","heartbeat_interval_ms":5000,"heartbeat_timeout_ms":2000,"peers":{}} | heartbeat settings
            """)
    void anInvalidReportIsRejectedWithAReason(String text, String reason) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(WireException.class).hasMessageContaining(reason);
    }

    @Test
    @Tag("fuzz")
    void randomBytesGiveAReportOrAWireException() {
        Seeds.of(20_000).forEach(seed -> {
            var random = new Random(seed);
            byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length;
            try {
                assertThat(StatusJson.read(bytes, length).peers()).isNotNull();
            } catch (WireException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        });
    }

    private static StatusReport read(String text) throws WireException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return StatusJson.read(bytes, bytes.length);
    }
}
