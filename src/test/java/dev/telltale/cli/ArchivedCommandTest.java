package dev.telltale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Await;
import dev.telltale.testkit.TelltaleProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archive contains the classes of picocli and of Telltale that a command needs. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class ArchivedCommandTest {
    @TempDir
    Path folder;

    @AutoClose
    private TelltaleProgram telltale;

    @BeforeEach
    void open() {
        telltale = new TelltaleProgram(folder);
    }

    @Test
    void theVersionLoadsOnlyArchivedClassesOfPicocliAndTelltaleAndNoOtherCommand() throws IOException {
        Path classes = folder.resolve("classes.txt");
        telltale.start(List.of("-Xlog:class+load:file=" + classes + ":none"), "--version")
                .awaitExit(Await.TIMEOUT);

        List<String> loaded = Files.readAllLines(classes).stream()
                .filter(line -> line.startsWith("picocli.") || line.startsWith("dev.telltale."))
                .toList();
        assertThat(loaded).anyMatch(line -> line.startsWith("picocli.CommandLine "));
        assertThat(loaded).allMatch(line -> line.contains("shared objects file"));
        assertThat(loaded).noneMatch(line -> line.contains("StatusCommand"));
    }
}
