package dev.telltale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.telltale.testkit.Await;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes of the packaged program whose run records are in another folder, deleted, or written by another container. */
@Timeout(90)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class LostRecordsTest {
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @AutoClose
    private TelltaleProgram telltale;

    @BeforeEach
    void open() {
        telltale = new TelltaleProgram(folder);
    }

    private RunningProgram node(Path config) {
        RunningProgram node = telltale.start("node", "node1", "--config", config.toString());
        node.awaitLine("telltale: node1 ready on .*");
        return node;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill node1",
                "kill all",
                "pause node1",
                "resume",
                "stop",
                "stop node1",
                "fault stall node1",
                "fault list",
                "heal"
            })
    void aNodeWhoseRecordIsElsewhereIsReportedWithAdvice(String order) throws IOException {
        Path config = telltale.config(TestPorts.free());
        RunningProgram node = node(config);
        try (var otherUser = new TelltaleProgram(Files.createDirectory(folder.resolve("other")))) {
            TelltaleProgram.Result unreached = otherUser.call((order + " --config " + config).split(" "));
            assertThat(unreached.code()).as(unreached.toString()).isEqualTo(3);
            assertThat(unreached.err())
                    .contains("node1 answers at 127.0.0.1:")
                    .contains(" as PID " + node.pid() + ", but its run record is not in "
                            + otherUser.user().records() + ": it was started in another shell or container, ");
            assertThat(unreached.out()).doesNotContain("No node", "healed", "Nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heal", "fault list", "kill node1"})
    void aSilentNodeWithoutARecordHereIsReportedAsPossiblyRunning(String order) throws IOException {
        Path config = telltale.config(TestPorts.free());
        node(config).signal("STOP");
        try (var otherUser = new TelltaleProgram(Files.createDirectory(folder.resolve("other")))) {
            TelltaleProgram.Result unreached = otherUser.call((order + " --config " + config).split(" "));
            assertThat(unreached.code()).as(unreached.toString()).isEqualTo(3);
            assertThat(unreached.err()).contains("node1 may run: ", "no response within 2 s");
            assertThat(unreached.out()).isEmpty();
        }
    }

    /** From another container, and as root of a container, which cannot inspect processes of others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unshare -rpf --mount-proc",
                "setpriv --bounding-set -sys_ptrace --inh-caps -sys_ptrace",
            })
    void aCommandThatCannotSeeTheProcessKeepsItsRecord(String wrapper) throws IOException {
        try (RunningProgram probe = RunningProgram.start(new ProcessBuilder("sh", "-c", wrapper + " true"))) {
            int code = probe.awaitExit(Await.TIMEOUT);
            assumeThat(code)
                    .as(
                            "%s is not there or not permitted here, and nothing else hides a process: %s",
                            wrapper, probe.lines())
                    .isZero();
        }
        Path config = telltale.config(TestPorts.free());
        node(config);
        List<String> words = new ArrayList<>(List.of(wrapper.split(" ")));
        words.addAll(List.of(TelltaleProgram.currentJava(), "-jar", TelltaleProgram.JAR.toString()));
        words.addAll(List.of("fault", "list", "--config", config.toString()));
        boolean isContainer = wrapper.startsWith("unshare");
        try (RunningProgram list =
                RunningProgram.start(new ProcessBuilder(telltale.user().command(words)))) {
            assertThat(list.awaitExit(Await.TIMEOUT)).isEqualTo(isContainer ? 3 : 0);
            Await.until("the sentence was read", () -> !list.lines().isEmpty());
            assertThat(list.lines().get(0))
                    .contains(isContainer ? " was written in another container, " : "No fault is active.");
        }
        assertThat(telltale.user().recordFiles()).hasSize(1);
        assertThat(telltale.call("kill", "node1", "--config", config.toString()).code())
                .isZero();
    }

    @Test
    void aDeletedRecordIsRestoredAndRemovedWhenItsNodeEnds() throws IOException {
        Path config = telltale.config(TestPorts.free());
        RunningProgram node = node(config);
        Path record = telltale.user().recordFiles().get(0);
        String content = Files.readString(record);
        Files.delete(record);
        Files.delete(telltale.user().records());
        Files.delete(telltale.user().records().getParent());
        Await.await("the record is back").until(() -> Files.exists(record));
        assertThat(record).hasContent(content);
        assertThat(telltale.call("stop", "--config", config.toString()).out()).contains(") stopped");
        node.awaitExit(LEAVE_LIMIT);
        assertThat(telltale.user().recordFiles()).isEmpty();
    }
}
