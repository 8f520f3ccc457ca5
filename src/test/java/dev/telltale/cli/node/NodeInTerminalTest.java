package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telltale.testkit.Await;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that a person starts by hand, with the packaged program. */
@Timeout(90)
@Tag("process")
class NodeInTerminalTest {
    private static final String READY = "telltale: node1 ready on .*";

    /** The IPv6 loopback address is ::1. */
    private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    @TempDir
    Path folder;

    @AutoClose
    private TelltaleProgram telltale;

    @BeforeEach
    void begin() {
        telltale = new TelltaleProgram(folder);
    }

    @Test
    void portZeroSelectsAFreePortAndPrintsIt() {
        RunningProgram node = telltale.start("node", "node1", "0", "--alone");
        String ready = node.awaitLine(READY);
        int port = Integer.parseInt(ready.replaceFirst(".*127\\.0\\.0\\.1:([0-9]+) .*", "$1"));

        assertThat(port).isPositive();
        assertThat(TelltaleProgram.status(port).at("/pid").longValue()).isEqualTo(TelltaleProgram.pid(ready));
        node.awaitLine("node1 has no cluster key: .*--key-file FILE prevents that");
    }

    @Test
    void aClusterOfOneNodeIsAllUp() {
        Path config = telltale.config(TestPorts.free(1));
        telltale.start("node", "node1", "--config", config.toString()).awaitLine(READY);

        TelltaleProgram.Result status = telltale.call("status", "--json", "--config", config.toString());

        assertThat(status.code()).as(status.toString()).isZero();
        assertThat(TelltaleProgram.json(status.out()).get("all_up").booleanValue())
                .isTrue();
    }

    @Test
    void nodesThatListenOnlyOnIPv6SeeEachOther() {
        assumeThat(hasIPv6()).as("this machine has ::1").isTrue();
        int[] ports = TestPorts.free(2);
        RunningProgram one = onSix("node1", ports[0], "node2", ports[1]);
        one.awaitLine("telltale: node1 ready on \\[::1]:.*");
        RunningProgram two = onSix("node2", ports[1], "node1", ports[0]);

        one.awaitLine(".*node1 says node2 is up .*");
        two.awaitLine(".*node2 says node1 is up .*");
    }

    private RunningProgram onSix(String id, int port, String peer, int peerPort) {
        return telltale.start(("node " + id + " " + port + " --host ::1 --interval 200ms --timeout 5s --peer " + peer
                        + "=[::1]:" + peerPort)
                .split(" "));
    }

    private static boolean hasIPv6() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(SIX))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aKeyMismatchIsReportedByBothNodes() {
        telltale.call("key", "one.key");
        telltale.call("key", "two.key");
        int[] ports = TestPorts.free(2);
        Path config = telltale.config(ports);
        RunningProgram one = keyed("node1", config, "one.key");
        one.awaitLine(READY);
        RunningProgram two = keyed("node2", config, "two.key");

        one.awaitLine("node1 rejects a request that names \"node2\" as its sender: the request is signed with another"
                + " cluster key.*give all nodes of the cluster the same key file");
        two.awaitLine("node2 rejects a request that names \"node1\" .*");
        Await.await("node1 counts rejected requests").untilAsserted(() -> {
            var status = TelltaleProgram.json(telltale.call("status", "--json", "--config", config.toString())
                    .out());
            var row = status.at("/observers/node1");
            assertThat(row.at("/refused/wrong_key").longValue()).isPositive();
            assertThat(row.at("/subjects/node2/error").asText())
                    .contains("status 401", "another cluster key", "give all nodes of the cluster the same key file");
        });
        assertThat(telltale.call("status", "--config", config.toString()).out())
                .containsPattern("node1 .* ago.*, rejected [0-9]+ wrong_key");
    }

    private RunningProgram keyed(String id, Path config, String keyFile) {
        return telltale.start("node", id, "--config", config.toString(), "--key-file", keyFile);
    }
}
