package dev.telltale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.cluster.EnvironmentTest;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program whose output is lost: a full disk, a reader that has ended, no standard output. */
@Timeout(90)
@EnabledOnOs(OS.LINUX)
@Tag("process")
class LostOutputTest {
    @TempDir
    Path folder;

    @AutoClose
    private TelltaleProgram telltale;

    @BeforeEach
    void open() {
        telltale = new TelltaleProgram(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "simulate --nodes 5 --seconds 10 --json, > /dev/full",
        "simulate --nodes 5 --seconds 10, >&3",
        "fault list, > /dev/full",
        "status --json, >&-",
        "--help, > /dev/full",
        "--version, >&-",
        "generate-completion, >&3"
    })
    void lostOutputIsReportedAndIsNoSuccess(String words, String output) {
        telltale.config(TestPorts.free(2));
        // Descriptor 3 is a pipe whose reader has ended: wait tells that it has.
        String script = "cd " + folder + "; mkdir launcher-config; mv cluster.json launcher-config; "
                + "mkfifo pipe; true < pipe & exec 3> pipe; wait; ";
        try (RunningProgram run = EnvironmentTest.shell(
                telltale, script + "{ \"$@\"; echo \"code $?\" >&2; sleep 60; } " + output, words.split(" "))) {
            run.awaitLine("code 3");
            assertThat(run.lines()).first().asString().startsWith("The output could not be written");
            assertThat(run.lines()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"| head -1", "> /dev/full", ">&-"})
    void statusWatchEndsWhenItsOutputIsLost(String output) {
        String config = telltale.config(TestPorts.free(2)).toString();
        try (RunningProgram watch = EnvironmentTest.shell(
                telltale,
                "{ \"$@\"; echo \"code $?\" >&2; sleep 60; } " + output,
                "status",
                "--watch",
                "--config",
                config)) {
            watch.awaitLine("code 3");
            assertThat(watch.lines()).anyMatch(line -> line.startsWith("The output could not be written"));
        }
    }

    @Test
    void startKeepsRunningAfterItsOutputIsLost() {
        int[] ports = TestPorts.free(2);
        String config = telltale.config(ports).toString();
        try (RunningProgram start =
                EnvironmentTest.shell(telltale, "exec \"$@\" > /dev/full", "start", "--config", config)) {
            Await.until(
                    "node1 hears node2",
                    () -> TelltaleProgram.peerStatus(ports[0], "node2").equals("up"));
            assertThat(start.process().isAlive()).isTrue();
        }
    }
}
