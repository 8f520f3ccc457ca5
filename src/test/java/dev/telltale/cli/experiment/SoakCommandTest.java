package dev.telltale.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.base.ExitCode;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One round of the packaged program; longer soak tests run in their own build step. */
@Timeout(120)
@Tag("process")
class SoakCommandTest {
    private static final Duration MAX_ROUND_TIME = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it pauses processes, which Windows cannot")
    void aRoundPrintsItsSeedHoldsItsInvariantsAndLeavesNoFiles() {
        try (var telltale = new TelltaleProgram(folder)) {
            Path recording = folder.resolve("recording");
            RunningProgram soak = telltale.start(
                    "soak", "--minutes", "0", "--seed", "4", "--nodes", "3", "--record", recording.toString());
            int code = soak.awaitExit(MAX_ROUND_TIME);

            assertThat(soak.lines()).as("exit %d", code).last().isEqualTo("✓ all invariants hold");
            assertThat(code).isEqualTo(ExitCode.OK);
            assertThat(soak.lines())
                    .contains("soak with seed 4: 3 nodes, a heartbeat every 1 s, a timeout of 3 s")
                    .anyMatch(line -> line.startsWith("round 1: "))
                    .anyMatch(line -> line.startsWith("recorded: ") && line.endsWith(" in " + recording));
            assertThat(telltale.user().filesLeft()).isEmpty();
            TelltaleProgram.Result verified = telltale.call("replay", recording.toString(), "--verify");
            assertThat(verified.out()).endsWith("✓ The replay gives the recorded verdicts.\n");
        }
    }

    @Test
    void aWrongSoakCallIsReported() {
        var telltale = new TelltaleProgram(folder);
        TelltaleProgram.Result ended = telltale.call("soak", "--nodes", "2");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).contains("--nodes is a whole number from 3 to 30, found \"2\"");
    }
}
