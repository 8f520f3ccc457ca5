package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.telltale.cli.base.CommandException;
import dev.telltale.wire.NodeSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One line of settings, and the end of the input. */
@Timeout(20)
class ParentProcessTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    static Stream<InputStream> inputsThatEnd() {
        // The last pipe breaks at the first read: it has no other end.
        return Stream.of(InputStream.nullInputStream(), bytes("{\"id\":"), new PipedInputStream());
    }

    @ParameterizedTest
    @MethodSource("inputsThatEnd")
    void anInputThatEndsWithinTheLineIsReportedAtOnce(InputStream in) throws InterruptedException {
        var input = new ParentProcess(in);
        var ended = new CountDownLatch(1);
        input.onEnd(ended::countDown);
        assertThatThrownBy(() -> input.line(LONG))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(2))
                .hasMessage("standard input ended before the settings were complete;"
                        + " --stdin is for nodes that a launcher starts");
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theWaitForTheLineIsLimited() {
        assertDoesNotThrow(() -> {
            try (var launcher = new PipedOutputStream();
                    var in = new PipedInputStream(launcher)) {
                assertThatThrownBy(() -> new ParentProcess(in).line(Duration.ofMillis(50)))
                        .isInstanceOf(CommandException.class)
                        .hasMessageContaining("no settings arrived on standard input within 0 s");
            }
        });
    }

    @Test
    void aLineLongerThanTheLimitIsNotRead() {
        var in = new ByteArrayInputStream(new byte[NodeSettings.MAX_BYTES + 2]);
        assertThatThrownBy(() -> new ParentProcess(in).line(LONG))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("longer than " + NodeSettings.MAX_BYTES + " bytes");
    }

    @Test
    void anEarlierEndOfInputIsReportedAfterTheLine() throws Exception {
        var input = new ParentProcess(bytes("{}\nmore"));
        assertThat(new String(input.line(LONG), StandardCharsets.UTF_8)).isEqualTo("{}\n");
        var ended = new CountDownLatch(1);
        input.onEnd(ended::countDown);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theParentIsTheProcessWithItsPidAndItsStart() {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info().startInstant().orElse(Instant.EPOCH);
        assertThat(ParentProcess.find(new NodeSettings.Parent(self.pid(), start)))
                .contains(self);
        assertThat(ParentProcess.find(new NodeSettings.Parent(self.pid(), Instant.EPOCH)))
                .contains(self);
        assertThat(ParentProcess.find(new NodeSettings.Parent(self.pid(), start.minusSeconds(60))))
                .isEmpty();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
