package dev.telltale.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.LaunchedNodes;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
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

/** The class-data archive of a node contains the classes that its first failure detection needs. */
@Timeout(90)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class ArchivedNodeTest {
    @TempDir
    Path folder;

    @AutoClose
    private TelltaleProgram telltale;

    private int[] ports;
    private String config;
    private Path classes;

    @BeforeEach
    void open() {
        telltale = new TelltaleProgram(folder);
        ports = TestPorts.free(3);
        config = telltale.config(ports).toString();
        classes = folder.resolve("classes.txt");
    }

    @Test
    void theFirstFailureDetectionLoadsOnlyArchivedClassesOfTelltale() throws IOException {
        RunningProgram observer = node(List.of("-Xlog:class+load:file=" + classes + ":none"), 1);
        RunningProgram helper = node(List.of(), 2);
        node(List.of(), 3);
        observer.awaitLine(".*node1 says node2 is up.*");
        observer.awaitLine(".*node1 says node3 is up.*");
        helper.awaitLine(".*node2 says node3 is up.*");
        int before = notArchived().size();

        assertThat(telltale.call("fault", "isolate", "node3", "--config", config)
                        .code())
                .isZero();
        observer.awaitLine(".*node1 says node3 is down.*");
        helper.awaitLine(".*node2 says node3 is down.*");
        assertThat(telltale.call("heal", "--config", config).code()).isZero();
        observer.awaitLine(".*node1 says node3 is up \\(was down.*");

        List<String> loaded = notArchived();
        assertThat(loaded.subList(before, loaded.size())).isEmpty();
        assertThat(Files.readString(classes)).as("locale data: 3 MB").doesNotContain("LocaleProviderAdapter");
    }

    private RunningProgram node(List<String> options, int n) {
        RunningProgram node = LaunchedNodes.start(telltale, options, n, ports);
        node.awaitLine("telltale: node" + n + " ready on .*");
        return node;
    }

    private List<String> notArchived() throws IOException {
        return Files.readAllLines(classes).stream()
                .filter(line -> line.startsWith("dev.telltale.") && !line.contains("shared objects file"))
                .toList();
    }
}
