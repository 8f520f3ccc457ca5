package dev.telltale.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.model.Heartbeat;
import dev.telltale.model.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatJsonTest {
    private static final String TEXT = "{\"node_id\":\"node1\",\"status\":\"alive\","
            + "\"timestamp\":\"2026-11-23T04:20:31.123Z\",\"incarnation\":1763871631123,\"pid\":4711}";
    private static final Heartbeat HEARTBEAT = new Heartbeat(
            new NodeId("node1"), false, Instant.parse("2026-11-23T04:20:31.123Z"), 1763871631123L, 4711L, null);

    @Test
    void theMessageIsWrittenInItsExactFormat() {
        assertThat(new String(HeartbeatJson.write(HEARTBEAT), StandardCharsets.UTF_8))
                .isEqualTo(TEXT);
    }

    @Test
    void aStarvedNodeReportsTheDurationOfItsStarvation() throws WireException {
        var starved = new Heartbeat(
                HEARTBEAT.nodeId(),
                false,
                HEARTBEAT.timestamp(),
                HEARTBEAT.incarnation(),
                HEARTBEAT.pid(),
                Duration.ofMillis(5_100));
        String text = TEXT.replace("}", ",\"starved_ms\":5100}");

        assertThat(new String(HeartbeatJson.write(starved), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(read(text)).isEqualTo(starved);
    }

    @Test
    void theMessageReadsBackUnchanged() throws WireException {
        assertThat(read(TEXT)).isEqualTo(HEARTBEAT);
    }

    @Test
    void theSmallerHeartbeatOfTheOriginalDemoIsRead() throws WireException {
        Instant local = LocalDateTime.parse("2026-11-23T04:20:31.123456")
                .atZone(ZoneId.systemDefault())
                .toInstant();

        assertThat(read("{\"node_id\":\"node1\",\"status\":\"alive\",\"timestamp\":\"2026-11-23T04:20:31.123456\"}"))
                .isEqualTo(new Heartbeat(new NodeId("node1"), false, local, null, null, null));
    }

    @Test
    void unknownFieldsOfALaterVersionAreSkipped() throws WireException {
        assertThat(read("{\"new\":{\"deep\":[1,{\"x\":2}]},\"node_id\":\"node1\"}"))
                .isEqualTo(new Heartbeat(new NodeId("node1"), false, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                          | the answer is empty
            hello                                       | not the JSON expected
            []                                          | not a JSON object
            {}                                          | node_id is missing
            {"node_id":7}                               | node_id is not text
            {"node_id":"../x"}                          | a node id is
            {"node_id":"n","status":"dying"}            | status is "dying"
            {"node_id":"n","node_id":"m"}               | not the JSON expected: Duplicate
            {"node_id":"n","timestamp":"yesterday"}     | timestamp is not a timestamp
            {"node_id":"n","starved_ms":-1}             | starved_ms is not a time
            {"node_id":"n","incarnation":1.5}           | incarnation is not a whole number
            {"node_id":"n","incarnation":99999999999999999999} | not the JSON expected
            {"node_id":"n","pid":NaN}                   | not the JSON expected
            {"node_id":"n"} {"node_id":"m"}             | something follows
            {"node_id":"n"                              | not the JSON expected
            """)
    void anInvalidHeartbeatIsRejectedWithAReason(String text, String reason) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(WireException.class).hasMessageContaining(reason);
    }

    @Test
    void tooDeepOrTooLongJsonIsRejected() {
        String deep = "{\"x\":" + "[".repeat(100) + "]".repeat(100) + ",\"node_id\":\"n\"}";
        String longText = "{\"node_id\":\"" + "n".repeat(10_000) + "\"}";
        String longNumber = "{\"node_id\":\"n\",\"pid\":" + "1".repeat(1_000) + "}";

        for (String text : new String[] {deep, longText, longNumber}) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(WireException.class);
        }
    }

    private static Heartbeat read(String text) throws WireException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HeartbeatJson.read(bytes, bytes.length);
    }
}
