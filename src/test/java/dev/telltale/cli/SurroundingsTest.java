package dev.telltale.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.telltale.TestPorts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged program where paths, variables and limits are not what a program expects. */
@Timeout(90)
@EnabledOnOs(OS.LINUX)
@Tag("process")
class SurroundingsTest {
    @TempDir
    Path temporary;

    private @Nullable Telltale opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Telltale opened(Telltale telltale) {
        opened = telltale;
        return telltale;
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("a b#c%41&d'e;$HOME", Map.of("HOME", "", "PATH", "/nowhere")),
                Arguments.of("\u00fcml\u00e4ut", Map.of("LANG", "", "LC_ALL", "C.UTF-8", "HOME", "/nowhere")),
                Arguments.of("plain", Map.of("LC_ALL", "C", "LANG", "", "JAVA_HOME", "/nowhere")));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aClusterStartsIsBrokenAndStoppedAndKeepsItsOutput(String name, Map<String, String> environment)
            throws IOException {
        assumeTrue(
                Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode(name),
                "this Java cannot name such a folder");
        Path folder = Files.createDirectory(temporary.resolve(name));
        Telltale telltale = opened(Telltale.installedIn(folder, environment));
        String config = telltale.config(TestPorts.free(2)).toString();
        Telltale.Running start = telltale.start("start", "--config", config);
        start.awaitLine(".*All 2 nodes up.*");

        assertThat(telltale.call("kill", "node2", "--config", config).code()).isZero();
        start.awaitLine(".* node2 has ended: was ended from outside by SIGKILL");
        assertThat(telltale.call("stop", "--config", config).code()).isZero();
        assertThat(start.awaitEnd(Telltale.PATIENCE)).isZero();
        assertThat(folder.resolve("state/telltale/test/output-node1.0.log"))
                .content()
                .contains("telltale: node1 ready on ");
    }

    @Test
    void thePanelOpensWhereTheHomeCannotKeepItsLibraries() throws IOException {
        Telltale telltale = opened(new Telltale(temporary));
        Path home = Files.createFile(temporary.resolve("home"));
        Telltale.Running panel = telltale.panel(
                List.of("-Duser.home=" + home),
                "--config",
                telltale.config(TestPorts.free(2)).toString());
        panel.awaitLine("clicked #startCluster");
    }

    /** The limit of open files falls while the nodes run: the next one cannot be made, and the others do not notice. */
    @Test
    void aStartWithoutFileDescriptorsIsToldAndTheNodesThatRunAreUnaffected() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "there is no prlimit");
        Telltale telltale = opened(new Telltale(temporary));
        int[] ports = TestPorts.free(3);
        Path config = telltale.config(ports);
        Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{\"restart\":\"on-failure\","));
        Telltale.Running start = telltale.start("start", "--config", config.toString());
        start.awaitLine(".*All 3 nodes up.*");
        long node3 = Telltale.pid(start.awaitLine("node3  http.*"));
        limitFiles(start.process().pid(), "10:4096");
        Telltale.signal("KILL", node3);

        start.awaitLine(".* node3 has ended: cannot be started again: The system could not start a process: .*");
        assertThat(Telltale.belief(ports[0], "node2")).isEqualTo("up");
        assertThat(Telltale.belief(ports[1], "node1")).isEqualTo("up");
        assertThat(start.process().isAlive()).isTrue();
    }

    private static void limitFiles(long pid, String limit) throws IOException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(pid), "--nofile=" + limit)
                .inheritIO()
                .start();
        assertThat(prlimit.onExit()).succeedsWithin(Telltale.PATIENCE);
        assertThat(prlimit.exitValue()).isZero();
    }

    /** {@code -Dtelltale.java=/usr/lib/jvm/jdk-25/bin/java}: the jar of this build on another Java. */
    @Test
    @EnabledIfSystemProperty(named = "telltale.java", matches = ".+")
    void aClusterRunsOnAnotherJava() {
        Telltale telltale = opened(Telltale.on(System.getProperty("telltale.java"), temporary));
        String config = telltale.config(TestPorts.free(2)).toString();
        Telltale.Running start = telltale.start("start", "--config", config);
        start.awaitLine(".*All 2 nodes up.*");
        assertThat(start.lines()).noneMatch(line -> line.contains("WARNING"));
        assertThat(telltale.call("stop", "--config", config).code()).isZero();
        assertThat(start.awaitEnd(Telltale.PATIENCE)).isZero();
    }
}
