package dev.telltale.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.telltale.dashboard.ClickedPanel;
import dev.telltale.registry.RunRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The packaged program, started as a user starts it, with its own directories. Closing it ends all processes that it
 * started.
 */
public final class TelltaleProgram implements AutoCloseable {
    public static final Path JAR =
            Path.of(System.getProperty("telltale.jar", "target/telltale.jar")).toAbsolutePath();

    private static final Path NODE_ARCHIVE = JAR.resolveSibling("telltale.jsa");
    private static final Path COMMAND_ARCHIVE = JAR.resolveSibling("telltale-cli.jsa");

    private final Path folder;
    private final TestUser user;
    private final Path jar;
    private final String java;
    private final Map<String, String> environment;
    private final List<RunningProgram> started = new ArrayList<>();

    public TelltaleProgram(Path folder) {
        this(folder, JAR, currentJava(), Map.of());
    }

    /** With another jar, another Java, or more environment variables; an empty value removes a variable. */
    public TelltaleProgram(Path folder, Path jar, String java, Map<String, String> environment) {
        this.folder = folder;
        this.user = new TestUser(folder);
        this.jar = jar;
        this.java = java;
        this.environment = environment;
    }

    public static String currentJava() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /** Exit code and output of a command. */
    public record Result(int code, String out, String err) {
        /** Both outputs. */
        public List<String> lines() {
            return (out + err).lines().toList();
        }
    }

    /** A config with fastStart heartbeats and one node for each port. */
    public Path config(int... ports) {
        String nodes = IntStream.range(0, ports.length)
                .mapToObj(n -> "{\"id\":\"node" + (n + 1) + "\",\"port\":" + ports[n] + "}")
                .collect(Collectors.joining(","));
        return file("""
                {"cluster":"test","heartbeat_interval":"200ms","heartbeat_timeout":"1s","nodes":[%s]}
                """.formatted(nodes));
    }

    public Path file(String content) {
        return assertDoesNotThrow(() -> Files.writeString(folder.resolve("cluster.json"), content));
    }

    public TestUser user() {
        return user;
    }

    private ProcessBuilder builder(List<String> parent, List<String> options, List<String> program, String... words) {
        List<String> fastStart = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
        var builder = new ProcessBuilder(Stream.of(parent, List.of(java), fastStart, options, program, List.of(words))
                .flatMap(List::stream)
                .toList());
        builder.directory(folder.toFile()).environment().putAll(user.variables());
        List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS").forEach(builder.environment()::remove);
        environment.forEach((name, value) -> {
            builder.environment().put(name, value);
            builder.environment().remove(name, "");
        });
        return builder;
    }

    /** With the class-data archive of the build, which halves the start time if it matches this jar and this Java. */
    private ProcessBuilder jar(List<String> options, String... words) {
        List<String> all = new ArrayList<>(options);
        Path archive = words.length > 0 && words[0].equals("node") ? NODE_ARCHIVE : COMMAND_ARCHIVE;
        all.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        return builder(List.of(), all, List.of("-jar", jar.toString()), words);
    }

    /** Runs a command to its end. */
    public Result call(String... words) {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                jar(List.of(), words).redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = assertDoesNotThrow(builder::start);
        try {
            process.getOutputStream().close();
            int code = Await.result(process.onExit()).exitValue();
            return new Result(code, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    public RunningProgram start(String... words) {
        return start(List.of(), words);
    }

    public RunningProgram start(List<String> options, String... words) {
        return start(jar(options, words));
    }

    private RunningProgram start(ProcessBuilder builder) {
        started.add(RunningProgram.start(builder));
        return started.get(started.size() - 1);
    }

    /**
     * The panel without a display, its buttons clicked; its nodes run from the packaged program.
     *
     * @param parent command of a program that starts the panel and is returned instead; may be empty
     */
    public RunningProgram panel(List<String> parent, List<String> options, String... words) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-Dglass.platform=Monocle", "-Dmonocle.platform=Headless", "-Dprism.order=sw"));
        all.addAll(List.of("-Djava.awt.headless=true", "-Dtelltale.jar=" + jar));
        List<String> program = List.of("-cp", System.getProperty("java.class.path"), ClickedPanel.class.getName());
        return start(builder(parent, all, program, words));
    }

    /** The status of the peer according to the node at the port; empty while the node does not answer. */
    public static String peerStatus(int port, String peer) {
        return status(port).at("/peers/" + peer + "/status").asText();
    }

    /** The status of the node at the port; a missing node while it does not answer. */
    public static JsonNode status(int port) {
        try (var in = URI.create("http://127.0.0.1:" + port + "/status").toURL().openStream()) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    public static JsonNode json(String text) {
        return assertDoesNotThrow(() -> new JsonMapper().readTree(text), () -> "no JSON: " + text);
    }

    /** The number after the first "PID" of the line. */
    public static long pid(String line) {
        return Long.parseLong(line.replaceFirst(".*?PID ([0-9]+).*", "$1"));
    }

    /** Also ends nodes whose parent was killed: they are no longer descendants, but have run records. */
    @Override
    public void close() {
        started.forEach(RunningProgram::close);
        var left = new RunRecords(user.records());
        left.live().forEach(left::kill);
        user.processes().forEach(ProcessHandle::destroyForcibly);
    }
}
