package dev.telltale.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.cli.InProcess;
import dev.telltale.cli.base.ExitCode;
import dev.telltale.testkit.ShippedScenarios;
import dev.telltale.testkit.TelltaleProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class RunCommandTest {
    private static final String CUT = "{\"name\":\"short\",\"nodes\":2,\"settings\":{\"heartbeat_interval\":\"200ms\","
            + "\"heartbeat_timeout\":\"600ms\"},\"steps\":[{\"at\":\"500ms\",\"fault\":\"cut\",\"observer\":\"node1\","
            + "\"subject\":\"node2\"}],\"expect\":[{\"status\":\"%s\",\"observers\":\"node1\",\"subject\":\"node2\","
            + "\"not_before\":\"100ms\",\"within\":\"6s\"}],\"end\":\"7s\"}";

    @TempDir
    Path folder;

    private static TelltaleProgram.Result run(String... words) {
        return InProcess.call(Stream.concat(Stream.of("run"), Stream.of(words)).toArray(String[]::new));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void allShippedScenariosPassInSimulationAndWriteReports() throws Exception {
        List<String> words = new ArrayList<>(List.of("--simulate", "--seed", "3", "--report", folder.toString()));
        ShippedScenarios.files().forEach(file -> words.add(file.toString()));

        TelltaleProgram.Result run = run(words.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        int count = ShippedScenarios.files().size();
        assertThat(run.out())
                .contains("crash: A node crashes and comes back", "     2.0 s  step 1: kill node2")
                .contains("✓ every live observer reports node2 down within 500 ms from \"kill node2\" (after ")
                .endsWith(count + " of " + count + " scenarios passed" + System.lineSeparator());
        assertThat(Files.readString(folder.resolve("report.html"))).contains("<svg", "A node crashes and comes back");
        assertThat(Files.readString(folder.resolve("junit.xml"))).contains("failures=\"0\"");
    }

    @Test
    void aFailedExpectationEndsWithExitCodeOne() throws Exception {
        TelltaleProgram.Result run = run(
                "--simulate", file("wrong.json", CUT.formatted("unknown")), file("right.json", CUT.formatted("down")));
        assertThat(run.code()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(run.out())
                .contains(
                        "✕ node1 reports node2 unknown after 100 ms to 6 s from \"cut node1 to node2\": node1 never did; its last status is"
                                + " down")
                .contains("1 of 2 scenarios passed");
    }

    @Test
    void allErrorsOfAllFilesAreReportedAndNothingIsStarted() throws Exception {
        String one = file("one.json", "{\"name\":\"a\",\"nodes\":3,\"end\":\"5s\",\"steps\":[{\"at\":\"1s\"}]}");
        String two = file("two.json", "{\"name\":\"b\",\"nodes\":3}");

        TelltaleProgram.Result run = run(one, two, file("right.json", CUT.formatted("down")));
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(one + ", line 1, steps[1]: ", two + ", line 1: end is missing");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aMissingScenarioFileEndsWithExitCodeThree() {
        assertThat(run(folder.resolve("none.json").toString()).code()).isEqualTo(ExitCode.ENVIRONMENT);
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its nodes are told apart by XDG_RUNTIME_DIR")
    void aRunOfThePackagedProgramReportsItsFailureAndLeavesNoFiles() throws Exception {
        var telltale = new TelltaleProgram(folder);
        TelltaleProgram.Result ended = telltale.call("run", file("wrong.json", CUT.formatted("unknown")));

        assertThat(ended.code()).as("%s", ended.lines()).isEqualTo(ExitCode.NEGATIVE_RESULT);
        assertThat(ended.out()).contains("step 1: cut node1 to node2", "node1 never did; its last status is down");
        assertThat(telltale.user().filesLeft()).isEmpty();
    }
}
