package dev.telltale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.testkit.Await;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code launcher-config/telltale}, and the options that it gives to Java. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("process")
class StartScriptTest {
    private static final Path SCRIPTS = Path.of("launcher-config").toAbsolutePath();

    @TempDir
    Path folder;

    private Path script;
    private Path target;

    @BeforeEach
    void install() throws IOException {
        Path home = Files.createDirectories(folder.resolve("a home"));
        Path config = Files.createDirectory(home.resolve("launcher-config"));
        for (String name : List.of("telltale", "cli.args", "node.args", "panel.args")) {
            Files.copy(SCRIPTS.resolve(name), config.resolve(name));
        }
        script = config.resolve("telltale");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        target = Files.createDirectory(home.resolve("target"));
        Files.createSymbolicLink(target.resolve("telltale.jar"), TelltaleProgram.JAR);
        Files.createSymbolicLink(target.resolve("lib"), TelltaleProgram.JAR.resolveSibling("lib"));
    }

    private record Result(int code, List<String> lines) {}

    private Result call(Map<String, String> environment, Path program, String... words) {
        var builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(words));
        builder.directory(folder.toFile()).environment().putAll(new TestUser(folder).variables());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try (RunningProgram running = RunningProgram.start(builder)) {
            int code = running.awaitExit(Await.TIMEOUT);
            Await.until("its output", () -> !running.lines().isEmpty());
            return new Result(code, List.copyOf(running.lines()));
        }
    }

    @Test
    void itRunsTheJarFromAnyFolderAndThroughSymbolicLinks() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("first"), bin.relativize(script));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("second"), link);
        Path linkedFolder = Files.createSymbolicLink(folder.resolve("config"), script.getParent());
        for (Path program : List.of(script, link, linkToLink, linkedFolder.resolve("telltale"))) {
            Result result = call(Map.of(), program, "--version");
            assertThat(result.code()).as(program.toString()).isZero();
            assertThat(result.lines().get(0)).startsWith("telltale ");
        }
    }

    @Test
    void theExitCodeIsThatOfTheCommand() {
        assertThat(call(Map.of(), script, "kill", "node9").code()).isEqualTo(1);
        assertThat(call(Map.of(), script, "startt").code()).isEqualTo(2);
    }

    @Test
    void theCommandTheNodeAndThePanelStartWithTheirOptions() {
        Map<String, String> shown = Map.of("JDK_JAVA_OPTIONS", "-XX:+PrintCommandLineFlags");
        assertThat(call(shown, script, "--version").lines()).anyMatch(line -> line.contains(" -XX:+UseG1GC"));
        assertThat(call(shown, script, "node", "--version").lines())
                .anyMatch(line -> line.contains("-XX:MaxHeapSize=16777216"));
        assertThat(call(shown, script, "dashboard", "--version").lines())
                .anyMatch(line -> line.contains("-XX:+UseSerialGC"));
        assertThat(call(shown, script, "simulate", "--version").lines())
                .anyMatch(line -> line.startsWith("telltale "))
                .noneMatch(line -> line.contains("TieredStopAtLevel"));
    }

    @Test
    void aPanelWithoutAnArchiveListsItsClassesAndOneWithAnArchiveUsesIt() throws IOException {
        Path classes = target.resolve("telltale-panel.classes");
        assertThat(call(Map.of(), script, "dashboard", "--version").code()).isZero();
        assertThat(classes).content().contains("picocli/CommandLine\n");
        Files.delete(classes);
        Files.writeString(target.resolve("telltale-panel.jsa"), "newer than the jar");
        assertThat(call(Map.of(), script, "dashboard", "--version").code()).isZero();
        assertThat(classes).doesNotExist();
    }

    @Test
    void aMissingJarIsReported() throws IOException {
        Files.delete(target.resolve("telltale.jar"));
        Result result = call(Map.of(), script, "--version");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.lines())
                .singleElement()
                .asString()
                .matches("There is no .*/a home/target/telltale\\.jar; build it with mvn package in .*/a home\\.");
    }

    @Test
    void aMissingJavaIsReported() {
        Result result = call(Map.of("JAVA_HOME", "/nowhere"), script, "--version");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.lines())
                .containsExactly("There is no /nowhere/bin/java; install a JDK 17 or newer, or set JAVA_HOME to one.");
    }

    /** An archive is valid for one path of the jar: this runs the project's own script. */
    @Test
    void itUsesTheArchive() {
        Map<String, String> listing = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load");
        assertThat(call(listing, SCRIPTS.resolve("telltale"), "--version").lines())
                .anyMatch(line -> line.contains(" picocli.CommandLine source: shared objects file"));
    }

    @Test
    void anArchiveThatDoesNotFitIsIgnoredWithoutAWarning() throws IOException {
        Files.writeString(target.resolve("telltale-cli.jsa"), "no archive");
        Result result = call(Map.of(), script, "--version");
        assertThat(result.code()).isZero();
        assertThat(result.lines().get(0)).startsWith("telltale ");
    }
}
