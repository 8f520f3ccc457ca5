package dev.telltale.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.InProcess;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Injects and clears faults from another terminal, with the packaged program. */
@Timeout(90)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class FaultCommandTest {
    /** One running cluster, shared by the tests that leave it healthy. */
    private static TelltaleProgram cluster;

    private static String clusterConfig;
    private static int[] ports;

    @TempDir
    Path folder;

    @AutoClose
    private TelltaleProgram telltale;

    private String config;

    @BeforeAll
    static void start(@TempDir Path clusterFolder) {
        cluster = new TelltaleProgram(clusterFolder);
        ports = TestPorts.free(3);
        clusterConfig = cluster.config(ports).toString();
        cluster.start("start", "--config", clusterConfig).awaitLine(".*All 3 nodes up.*");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void open() {
        telltale = new TelltaleProgram(folder);
        config = telltale.config(TestPorts.free(3)).toString();
    }

    /** Runs a command on the shared cluster. */
    private static TelltaleProgram.Result callCluster(String... words) {
        return cluster.call(with(clusterConfig, words));
    }

    private TelltaleProgram.Result call(String... words) {
        return telltale.call(with(config, words));
    }

    private TelltaleProgram.Result callInProcess(String... words) {
        return InProcess.call(with(config, words));
    }

    private static String[] with(String config, String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--config", config)).toArray(String[]::new);
    }

    private static void await(int observer, String subject, String status) {
        Await.await(subject + " is " + status)
                .until(() ->
                        TelltaleProgram.peerStatus(ports[observer - 1], subject).equals(status));
    }

    @Test
    void aCutIsListedAndHealedFromAnotherTerminal() {
        TelltaleProgram.Result cut = callCluster("fault", "cut", "node1", "node3");
        assertThat(cut.code()).as(cut.err()).isZero();
        assertThat(cut.out())
                .matches("cut-[0-9a-f]{6}: cut node1 to node3, for 1 min; telltale heal cut-.* clears it earlier\\R");
        await(1, "node3", "down");
        await(3, "node1", "up");
        assertThat(callCluster("status").code()).as("a node is down").isEqualTo(1);

        String id = cut.out().substring(0, cut.out().indexOf(':'));
        assertThat(callCluster("fault", "list").out())
                .matches(id + ": cut node1 to node3, for [0-9]+ s, by cli-[0-9]+ \\(lease 1 min\\)\\R");
        assertThat(callCluster("heal", id).code()).isZero();
        await(1, "node3", "up");
        assertThat(callCluster("fault", "list").out()).startsWith("No fault is active.");
        assertThat(callCluster("heal", id).code())
                .as("clearing twice has no effect")
                .isZero();
    }

    @Test
    void aPauseByCommandEndsAfterItsDurationOrByHeal() {
        assertThat(callCluster("pause", "node2", "--for", "1s").out())
                .contains("paused for 1 s; telltale resume node2");
        await(2, "node1", "up");
        assertThat(callCluster("pause", "node2", "--for", "1h").code()).isZero();
        await(1, "node2", "down");
        assertThat(callCluster("heal").out()).startsWith("All faults are cleared.");
        await(1, "node2", "up");
    }

    @Test
    void aManuallyStartedNodeAcceptsFaultsOnlyIfAllowed() throws IOException {
        telltale.start("node", "node1", "--config", config).awaitLine("telltale: node1 ready on .*");
        TelltaleProgram.Result refused = call("fault", "stall", "node1");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .startsWith("node1 does not allow faults: it was started by hand, without --allow-faults.");

        Path token = folder.resolve("token");
        telltale.start("node", "node2", "--config", config, "--allow-faults", token.toString())
                .awaitLine("telltale: node2 ready on .*");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        assertThat(call("fault", "stall", "node2").code()).isZero();
        assertThat(call("fault", "list").out()).contains("node2 stalled");
    }

    @Test
    void aTokenFileReadableByOthersIsRejected() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "ab".repeat(32));
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        TelltaleProgram.Result open = call("node", "node1", "--allow-faults", token.toString());
        assertThat(open.code()).isEqualTo(3);
        assertThat(open.err()).contains("others may read", "chmod 600");

        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(token, "secret");
        assertThat(call("node", "node1", "--allow-faults", token.toString()).err())
                .contains("contains no token: 64 hexadecimal digits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fault melt node1|melt",
                "fault cut node1|SUBJECT",
                "fault cut node1 node1|a link needs two different nodes",
                "fault cut node1 node9|there is no node9 in CONFIG; its nodes are node1, node2, node3.",
                "fault delay node1 node2 soon|a duration is a number and a unit",
                "fault delay node1 node2 2m|a delay is 0 ms to 1 min",
                "fault drop node1 node2 lots|a share is 0% to 100%",
                "fault drop node1 node2 101%|a share is 0 to 1",
                "fault split node1|two groups or more",
                "fault split node1 / node1,node2|node1 is named twice",
                "fault gray node1 disk|an endpoint is heartbeat or status",
                "fault skew node1 25h|a skew is at most 24 hours",
                "fault stall node1 --for 10ms|a lease is 1 s to 24 h",
                "fault ring|a fault of links needs a link",
                "pause|Name the nodes: telltale pause node1",
                "pause node1 --for 100ms|--for is 1s to 24h, found 100ms",
                "heal a/b|a fault id is 1 to 64"
            })
    void wrongFaultCommandsAreReported(String words, String message) {
        TelltaleProgram.Result bad = callInProcess(words.split(" "));
        assertThat(bad.code()).as(bad.toString()).isEqualTo(2);
        assertThat(bad.err()).contains(message.replace("CONFIG", config)).doesNotContain("\tat ");
    }

    @Test
    void faultCommandsReportThatNoNodeRuns() {
        assertThat(InProcess.call("fault").err()).startsWith("Name a fault, for example telltale fault cut");
        assertThat(callInProcess("fault", "stall", "node1").code()).isEqualTo(1);
        assertThat(callInProcess("fault", "list").out()).startsWith("No node is running.");
        assertThat(callInProcess("heal").code()).isZero();
    }
}
