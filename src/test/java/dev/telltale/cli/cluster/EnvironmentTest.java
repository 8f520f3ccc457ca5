package dev.telltale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.telltale.cli.Main;
import dev.telltale.testkit.Await;
import dev.telltale.testkit.Proc;
import dev.telltale.testkit.RunningProgram;
import dev.telltale.testkit.TelltaleProgram;
import dev.telltale.testkit.TestPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program with unusual paths, environment variables and limits. */
@Timeout(90)
@EnabledOnOs(OS.LINUX)
@Tag("process")
public class EnvironmentTest {
    /** The port of display 0. */
    private static final int X11_PORT = 6_000;

    private static final Duration END_LIMIT = Duration.ofSeconds(4);

    /** Three archives, each made by two starts of Java: 25 s on two idle cores. */
    private static final Duration ARCHIVES_LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path temporary;

    private @Nullable TelltaleProgram opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private TelltaleProgram opened(TelltaleProgram telltale) {
        opened = telltale;
        return telltale;
    }

    private static TelltaleProgram installedIn(Path folder, Map<String, String> environment) throws IOException {
        Path jar = Files.createSymbolicLink(folder.resolve("telltale.jar"), TelltaleProgram.JAR);
        Files.createSymbolicLink(folder.resolve("lib"), TelltaleProgram.JAR.resolveSibling("lib"));
        return new TelltaleProgram(folder, jar, TelltaleProgram.currentJava(), environment);
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("a b#c%41&d'e;$HOME", Map.of("HOME", "", "PATH", "/nowhere")),
                Arguments.of("\u00fcml\u00e4ut", Map.of("LANG", "", "LC_ALL", "C.UTF-8", "HOME", "/nowhere")),
                Arguments.of("plain", Map.of("LC_ALL", "C", "LANG", "", "JAVA_HOME", "/nowhere")));
    }

    @ParameterizedTest
    @MethodSource("places")
    void commandsWorkAndOutputIsKeptInUnusualEnvironments(String name, Map<String, String> environment)
            throws IOException {
        assumeTrue(
                Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode(name),
                "this Java cannot name such a folder");
        Path folder = Files.createDirectory(temporary.resolve(name));
        TelltaleProgram telltale = opened(installedIn(folder, environment));
        String config = telltale.config(TestPorts.free(2)).toString();
        RunningProgram start = telltale.start("start", "--config", config);
        start.awaitLine(".*All 2 nodes up.*");

        assertThat(telltale.call("heal", "--config", config).code()).isZero();
        assertThat(telltale.call("kill", "node2", "--config", config).code()).isZero();
        start.awaitLine(".* node2 has ended: was ended from outside by SIGKILL");
        assertThat(telltale.call("stop", "--config", config).code()).isZero();
        assertThat(start.awaitExit(Await.TIMEOUT)).isZero();
        assertThat(folder.resolve("state/telltale/test/output-node1.0.log"))
                .content()
                .contains("telltale: node1 ready on ");
    }

    @Test
    void thePanelOpensEvenIfTheHomeCannotStoreItsLibraries() throws IOException {
        TelltaleProgram telltale = opened(new TelltaleProgram(temporary));
        Path home = Files.createFile(temporary.resolve("home"));
        RunningProgram panel = telltale.panel(
                List.of(),
                List.of("-Duser.home=" + home),
                "--config",
                telltale.config(TestPorts.free(2)).toString());
        panel.awaitLine("clicked #startCluster");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        FONTCONFIG_FILE | $PWD/fonts.conf        | The panel needs a font: apt-get install fontconfig .*
        _JAVA_OPTIONS   | -Dprism.order=none     | The panel cannot draw here: No toolkit found \\(JavaFX says: .*telltale start\\.
        """)
    void aMissingComponentThatThePanelNeedsIsReported(String variable, String value, String sentence)
            throws IOException {
        Files.writeString(
                temporary.resolve("fonts.conf"), "<fontconfig><dir>" + temporary + "/none</dir></fontconfig>");
        TelltaleProgram telltale = opened(new TelltaleProgram(temporary));
        // What the manifest of the jar says; these classes are not in it. Older Java does not know the option.
        String access = Runtime.version().feature() < 24 ? "" : " --enable-native-access=ALL-UNNAMED";
        String headless = "-Dglass.platform=Monocle -Dmonocle.platform=Headless -Dprism.order=sw" + access;
        String script = "cd " + temporary + "; java=$1; shift 3; " + variable + "=" + value + " exec $java " + headless
                + " -cp \"$@\"";
        isRefused(
                shell(telltale, script, System.getProperty("java.class.path"), Main.class.getName(), "dashboard"),
                sentence);
    }

    /** Accepts the connection and never answers, like a display behind a tunnel whose other end is gone. */
    @Test
    void anUnresponsiveDisplayIsReported() throws IOException {
        try (var display = new ServerSocket(TestPorts.free(), 1, InetAddress.getLoopbackAddress())) {
            String name = "127.0.0.1:" + (display.getLocalPort() - X11_PORT);
            String java = TelltaleProgram.currentJava();
            TelltaleProgram telltale =
                    opened(new TelltaleProgram(temporary, TelltaleProgram.JAR, java, Map.of("DISPLAY", name)));
            isRefused(telltale.start("dashboard"), "The display did not answer within 30 s: .*telltale start\\.");
        }
    }

    private static void isRefused(RunningProgram panel, String sentence) {
        assertThat(panel.awaitExit(Await.TIMEOUT)).isEqualTo(3);
        Await.until(sentence, () -> panel.lines().stream().anyMatch(line -> line.matches(sentence)));
        assertThat(panel.lines())
                .filteredOn(line -> !line.startsWith("Picked up "))
                .singleElement()
                .asString()
                .matches(sentence);
    }

    /** Quiet: the training and the dump take ten seconds of processor time, and other tests would stretch them. */
    @Test
    @Tag("quiet")
    void thePanelCreatesMissingArchivesInTheBackground() throws IOException {
        TelltaleProgram telltale = opened(installedIn(temporary, Map.of()));
        Files.writeString(temporary.resolve("telltale.jsa"), "newer than the jar, but rejected by this Java");
        Path work = Files.createDirectory(temporary.resolve("tmp"));
        RunningProgram panel = panelWith(telltale, work);
        Await.await("the last archive is made")
                .atMost(ARCHIVES_LIMIT)
                .until(() -> Files.exists(temporary.resolve("telltale-panel.jsa")));
        assertThat(temporary.resolve("telltale-cli.jsa")).exists();
        assertThat(Files.size(temporary.resolve("telltale.jsa"))).isGreaterThan(1_000_000);

        panel.signal("TERM");
        panel.awaitExit(END_LIMIT);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void aPanelTerminatedDuringTheArchiveCreationLeavesNothing() throws IOException {
        TelltaleProgram telltale = opened(installedIn(temporary, Map.of()));
        Path work = Files.createDirectory(temporary.resolve("tmp"));
        RunningProgram panel = panelWith(telltale, work);
        Await.await("a node for the archive").until(() -> !nodesIn(work).isEmpty());

        panel.signal("TERM");
        panel.awaitExit(END_LIMIT);
        Await.await("its nodes have ended")
                .atMost(END_LIMIT)
                .until(() -> nodesIn(work).isEmpty());
        assertThat(work).isEmptyDirectory();
        assertThat(temporary.resolve("telltale.jsa")).doesNotExist();
    }

    private static RunningProgram panelWith(TelltaleProgram telltale, Path temporaryFiles) {
        return telltale.panel(
                List.of(),
                List.of(
                        "-Djava.io.tmpdir=" + temporaryFiles,
                        "-XX:DumpLoadedClassList=" + temporaryFiles.resolveSibling("telltale-panel.classes")),
                "--config",
                telltale.config(TestPorts.free(2)).toString());
    }

    private static List<ProcessHandle> nodesIn(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> Proc.read(process.pid(), "environ").contains("XDG_RUNTIME_DIR=" + folder))
                .toList();
    }

    /**
     * The limit of open files falls while the nodes run: the next process cannot be started, the others are not
     * affected.
     */
    @Test
    void aStartWithoutFileDescriptorsIsReportedAndRunningNodesAreUnaffected() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "there is no prlimit");
        TelltaleProgram telltale = opened(new TelltaleProgram(temporary));
        int[] ports = TestPorts.free(3);
        Path config = telltale.config(ports);
        Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{\"restart\":\"on-failure\","));
        RunningProgram start = telltale.start("start", "--config", config.toString());
        start.awaitLine(".*All 3 nodes up.*");
        long node3 = TelltaleProgram.pid(start.awaitLine("node3  http.*"));
        limitFiles(start.pid(), "10:4096");
        RunningProgram.signal("KILL", node3);

        start.awaitLine(".* node3 has ended: cannot be started again: The system could not start a process: .*");
        // A busy machine may delay a node, but each is still the same process.
        Await.until(
                "node1 and node2 see each other",
                () -> isUpAndWasNotRestarted(ports[0], "node2") && isUpAndWasNotRestarted(ports[1], "node1"));
        assertThat(start.process().isAlive()).isTrue();
    }

    /** Its connections to silent peers need more files than it may open. */
    @Test
    void aNodeAtItsOpenFilesLimitReportsItAndKeepsRunning() throws IOException {
        TelltaleProgram telltale = opened(new TelltaleProgram(temporary));
        List<String> words = new ArrayList<>(List.of("node", "node1", String.valueOf(TestPorts.free())));
        words.addAll(List.of("--interval", "500ms", "--timeout", "1500ms"));
        try (var peers = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 60; i++) {
                words.addAll(List.of("--peer", "p" + i + "=127.0.0.1:" + peers.getLocalPort()));
            }
            try (RunningProgram node = shell(telltale, "ulimit -n 72; exec \"$@\"", words.toArray(String[]::new))) {
                node.awaitLine("node1 may open only 72 files, and can use 372 with 60 peers: .*");
                node.awaitLine("node1 cannot open more files or sockets: .*");
                assertThat(node.process().isAlive()).isTrue();
            }
        }
    }

    private static boolean isUpAndWasNotRestarted(int port, String peer) {
        var status = TelltaleProgram.status(port).at("/peers/" + peer);
        return status.path("status").asText().equals("up")
                && status.path("restarts").asInt(-1) == 0;
    }

    /** A shell runs the script; "$@" in it is the packaged program with the arguments. */
    public static RunningProgram shell(TelltaleProgram telltale, String script, String... words) {
        List<String> program = List.of("sh", "-c", script, "sh", TelltaleProgram.currentJava(), "-jar");
        return RunningProgram.start(new ProcessBuilder(telltale.user()
                .command(Stream.of(program, List.of(TelltaleProgram.JAR.toString()), List.of(words))
                        .flatMap(List::stream)
                        .toList())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JAVA_TOOL_OPTIONS=-XX:+UseG1GC",
                "JAVA_TOOL_OPTIONS=-Dcom.sun.management.jmxremote",
                "JDK_JAVA_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:PORT",
                "_JAVA_OPTIONS=-Xms64m"
            })
    void javaOptionsOfTheEnvironmentDoNotReachTheNodes(String variable) {
        TelltaleProgram telltale = opened(new TelltaleProgram(temporary));
        String config = telltale.config(TestPorts.free(2)).toString();
        String setting = variable.replace("PORT", String.valueOf(TestPorts.free()));
        try (RunningProgram start = shell(telltale, "exec env " + setting + " \"$@\"", "start", "--config", config)) {
            start.awaitLine(".*All 2 nodes up.*");
            start.signal("TERM");
            start.awaitExit(END_LIMIT);
        }
    }

    private static void limitFiles(long pid, String limit) throws IOException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid", String.valueOf(pid), "--nofile=" + limit)
                .inheritIO()
                .start();
        assertThat(prlimit.onExit()).succeedsWithin(Await.TIMEOUT);
        assertThat(prlimit.exitValue()).isZero();
    }

    /** {@code -Dtelltale.java=/usr/lib/jvm/jdk-25/bin/java}: the jar of this build on another Java. */
    @Test
    @EnabledIfSystemProperty(named = "telltale.java", matches = ".+")
    void aClusterRunsOnAnotherJava() {
        TelltaleProgram telltale = opened(
                new TelltaleProgram(temporary, TelltaleProgram.JAR, System.getProperty("telltale.java"), Map.of()));
        String config = telltale.config(TestPorts.free(2)).toString();
        RunningProgram start = telltale.start("start", "--config", config);
        start.awaitLine(".*All 2 nodes up.*");
        assertThat(start.lines()).noneMatch(line -> line.contains("WARNING"));
        assertThat(telltale.call("stop", "--config", config).code()).isZero();
        assertThat(start.awaitExit(Await.TIMEOUT)).isZero();
    }
}
