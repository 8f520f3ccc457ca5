package dev.telltale.launcher.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telltale.launcher.process.NodeOptions;
import dev.telltale.launcher.process.NodeStartException;
import dev.telltale.launcher.process.ProcessStarter;
import dev.telltale.testkit.TelltaleProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ProgramTest {
    private static final String MAIN = "dev.telltale.cli.Main";

    @TempDir
    Path folder;

    private Path java;
    private Path jar;

    @BeforeEach
    void install() throws IOException {
        java = file("jdk/bin/java");
        jar = file("project/target/telltale.jar");
    }

    @Test
    void theRunningJavaStartsTheNamedJarWithTheOptionsOfTheProject() throws IOException {
        Path options = file("project/launcher-config/node.args");
        assertThat(launch(java, jar, null)).containsExactly(java + "", "@" + options, "-jar", jar + "");
    }

    @Test
    void theClassDataArchiveBesideTheJarIsUsedUnlessTheOptionsNameOne() throws IOException {
        Path archive = file("project/target/telltale.jsa");
        assertThat(launch(java, jar, null)).contains("-XX:SharedArchiveFile=" + archive);
        Path options = file("project/launcher-config/node.args");
        Files.writeString(options, "# -XX:SharedArchiveFile=x\n-Xmx9m\n");
        assertThat(launch(java, jar, null))
                .containsExactly(java + "", "@" + options, "-XX:SharedArchiveFile=" + archive, "-jar", jar + "");
        Files.writeString(options, "-XX:SharedArchiveFile=x\n");
        assertThat(launch(java, jar, null)).containsExactly(java + "", "@" + options, "-jar", jar + "");
    }

    @Test
    void theJarOfThisClassIsUsedIfNoneIsNamedOrTheNamedOneIsMissing() {
        assertThat(launch(java, folder.resolve("gone.jar"), jar)).endsWith("-jar", jar + "");
        assertThat(launch(java, null, jar)).endsWith("-jar", jar + "");
    }

    @Test
    void withoutAJarTheClassPathIsUsedWithTheBuiltInOptions() {
        List<String> launch = launch(java, null, folder);
        assertThat(launch).startsWith(java + "").containsAll(NodeOptions.BUILT_IN);
        assertThat(launch).endsWith("-cp", Path.of("a").toAbsolutePath() + ":/b/*", MAIN);
    }

    @Test
    void theInstalledJavaIsUsedIfTheRunningProgramIsNoJava() {
        assertThat(launch(folder.resolve("wrapper"), jar, null)).startsWith(java + "");
        assertThat(launch(null, jar, null)).startsWith(java + "");
    }

    @Test
    void aPackagedImageStartsItsOwnLauncherWithoutOptions() throws IOException {
        Files.delete(java);
        Path launcher = folder.resolve("Telltale");
        assertThat(launch(launcher, jar, null)).containsExactly(launcher + "");
    }

    @Test
    void theRunningProgramOfThisTestIsFound() {
        assertThat(Program.ofThisProcess(MAIN).command(List.of("node")))
                .startsWith(TelltaleProgram.currentJava())
                .endsWith("node");
    }

    @Test
    void theOptionsFileOfTheProjectEqualsTheBuiltInOptions() throws IOException {
        try (var lines = Files.lines(Path.of(NodeOptions.FILE))) {
            assertThat(lines.map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")))
                    .containsExactlyElementsOf(NodeOptions.BUILT_IN);
        }
    }

    @Test
    void aMissingJavaAndAMissingFolderHaveDifferentMessages() {
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> ProcessStarter.ofSystem(List.of(gone + ""), folder))
                .isInstanceOf(NodeStartException.class)
                .hasMessage("There is no Java at " + gone + " any more; start Telltale again with an installed Java.");
        assertThatThrownBy(() -> ProcessStarter.ofSystem(List.of(TelltaleProgram.currentJava()), gone))
                .isInstanceOf(NodeStartException.class)
                .hasMessage(
                        "The working folder " + gone + " no longer exists; start Telltale again from an existing one.");
        assertThatThrownBy(() -> ProcessStarter.ofSystem(List.of(jar + ""), folder))
                .hasMessage(jar + " cannot be executed; check its permissions.");
    }

    private List<String> launch(@Nullable Path running, @Nullable Path named, @Nullable Path code) {
        return new RuntimeEnvironment(running, folder.resolve("jdk"), named, code, "a:/b/*", MAIN, folder).launch();
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
