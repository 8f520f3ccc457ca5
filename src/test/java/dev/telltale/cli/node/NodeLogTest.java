package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.base.AsyncPrinter;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeLogTest {
    private static final NodeId SELF = new NodeId("node1");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AsyncPrinter lines = new AsyncPrinter(new PrintStream(printed, false, StandardCharsets.UTF_8));
    private final NodeLog log = new NodeLog(SELF, lines);

    private void suspects(String peer, String error) {
        log.onTransition(new Transition(
                Instant.EPOCH, SELF, new NodeId(peer), Status.UP, Status.SUSPECT, Evidence.TIMEOUT, error));
    }

    @Test
    void aNodeAtItsOpenFilesLimitReportsItOnlyOnce() throws InterruptedException {
        suspects("node2", "no complete response within 1000 ms");
        suspects("node3", "cannot connect to 127.0.0.1:8003: Too many open files");
        suspects("node4", "cannot connect to 127.0.0.1:8004: Too many open files");
        lines.printFor(Duration.ZERO);
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .filteredOn(line -> line.startsWith("node1"))
                .containsExactly("node1 cannot open more files or sockets: raise the limit with ulimit -n");
    }
}
