package dev.telltale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A cluster made with {@code --nodes}, without a config file. The only test that starts one of four nodes. */
@Timeout(90)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class GeneratedClusterProcessTest {
    private static final Duration END_LIMIT = Duration.ofSeconds(4);
    private static final int PORT_OF_NODE2 = 10_402;

    @TempDir
    Path folder;

    private TelltaleProgram.Result call(TelltaleProgram telltale, String words) {
        return telltale.call(words.split(" "));
    }

    @Test
    void allCommandsWithTheSameSizeMeanTheSameClusterAlsoWhenAPortWasInUse() throws IOException {
        try (var telltale = new TelltaleProgram(folder)) {
            RunningProgram start;
            try (var other = listener()) {
                assertThat(other.isBound()).isTrue();
                start = telltale.start("start", "--nodes", "4", "--interval", "400ms", "--timeout", "1500ms");
                start.awaitLine(".*All 4 nodes up, all agree");
            }
            List<Long> pids = IntStream.rangeClosed(1, 4)
                    .mapToObj(n -> start.awaitLine("node" + n + "  http://127.0.0.1:104[0-9]{2}  PID [0-9]+"))
                    .map(TelltaleProgram::pid)
                    .toList();
            assertThat(start.lines()).noneMatch(line -> line.contains(":" + PORT_OF_NODE2 + " "));

            // The port of node2 is free by now, but node2 still has the one at which it was started.
            TelltaleProgram.Result status = call(telltale, "status --nodes 4 --interval 400ms --timeout 1500ms");
            assertThat(status.code()).as(status.toString()).isZero();
            assertThat(status.out())
                    .startsWith("demo-4: 4 nodes, heartbeat every 400 ms, timeout 1.5 s")
                    .contains("All 4 nodes up, all agree");
            assertThat(folder.resolve("state/telltale/demo-4")).isDirectory();

            assertThat(call(telltale, "kill node2 --nodes 4").out())
                    .isEqualTo("node2 (PID " + pids.get(1) + ") killed" + System.lineSeparator());
            assertThat(call(telltale, "kill node1 --nodes 5").err())
                    .startsWith(
                            "node1 of the cluster of 5 nodes (127.0.0.1:10501) is not running; node1 at 127.0.0.1:");
            assertThat(call(telltale, "kill node5 --nodes 4").err())
                    .startsWith(
                            "there is no node5 in the cluster of 4 nodes; its nodes are node1, node2, node3, node4.");

            TelltaleProgram.Result stop = call(telltale, "stop --nodes 4");
            assertThat(stop.code()).as(stop.toString()).isZero();
            start.awaitExit(END_LIMIT);
            assertThat(pids).noneMatch(Proc::isAlive);
        }
    }

    /** Holds the first port of node2. */
    private static ServerSocket listener() throws IOException {
        return new ServerSocket(PORT_OF_NODE2, 1, InetAddress.getLoopbackAddress());
    }
}
