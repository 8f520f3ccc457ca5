package dev.telltale.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Address;
import dev.telltale.model.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyLineTest {
    private static final ReadyLine LINE = new ReadyLine(new NodeId("node1"), new Address("127.0.0.1", 8001), 4711);

    @Test
    void theReadyLineHasItsFixedFormat() {
        assertThat(LINE).hasToString("telltale: node1 ready on 127.0.0.1:8001 (PID 4711)");
    }

    @Test
    void theReadyLineReadsBackUnchanged() {
        var onSix = new ReadyLine(new NodeId("a.b-c_9"), new Address("::1", 65_535), Integer.MAX_VALUE);
        assertThat(ReadyLine.parse(LINE.toString())).contains(LINE);
        assertThat(ReadyLine.parse(onSix.toString())).contains(onSix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "telltale: node1 ready on 127.0.0.1:8001",
                "telltale: node1 ready on 127.0.0.1:8001 (PID 4711) ",
                "12:00:00 telltale: node1 ready on 127.0.0.1:8001 (PID 4711)",
                "telltale: no/de ready on 127.0.0.1:8001 (PID 4711)",
                "telltale: node1 ready on 127.0.0.1:80010 (PID 4711)",
                "telltale: node1 ready on 127.0.0.1 (PID 4711)",
                "telltale: node1 ready on 127.0.0.1:8001 (PID 99999999999999999999)",
            })
    void anyOtherLineIsNoReadyLine(String line) {
        assertThat(ReadyLine.parse(line)).isEmpty();
    }
}
