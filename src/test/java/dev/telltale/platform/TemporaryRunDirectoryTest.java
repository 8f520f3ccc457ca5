package dev.telltale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryRunDirectoryTest {
    /** Larger than any PID of a real process. */
    private static final String UNUSED_PID = "1099511627776";

    @TempDir
    Path state;

    @Test
    void closeDeletesTheDirectoryWithItsContentAndMayBeRepeated() throws IOException {
        var passing = TemporaryRunDirectory.ofThisProcess(state, "run");
        Files.createDirectories(passing.path().resolve("deep"));
        Files.writeString(passing.path().resolve("deep").resolve("file"), "x");
        passing.close();
        passing.close();
        assertThat(passing.path()).doesNotExist();
        assertThat(state).exists();
    }

    @Test
    void theNextRunRemovesOnlyTheDirectoriesOfKilledRuns() throws IOException {
        Path left = made("measure@" + UNUSED_PID);
        Path ofOneThatLives =
                made("run@" + ProcessHandle.current().parent().orElseThrow().pid());
        Path output = made("measure-" + UNUSED_PID);
        Path unknown = made("run@" + UNUSED_PID + "x");
        TemporaryRunDirectory.ofThisProcess(state, "run").close();
        assertThat(left).doesNotExist();
        assertThat(ofOneThatLives).exists();
        assertThat(output).exists();
        assertThat(unknown).exists();
    }

    private Path made(String name) throws IOException {
        Path folder = Files.createDirectories(state.resolve(name));
        Files.writeString(folder.resolve("output"), "x");
        return folder;
    }
}
