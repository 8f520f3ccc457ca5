package dev.telltale.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.telltale.dashboard.ClickedPanel;
import dev.telltale.launcher.RunRecords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The packaged program, run as a user runs it, among nodes of its own; and the end of all that it started. */
final class Telltale implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path JAR =
            Path.of(System.getProperty("telltale.jar", "target/telltale.jar")).toAbsolutePath();
    private static final Pattern PID = Pattern.compile("PID ([0-9]+)");

    private final Path folder;
    private final Path jar;
    private final Map<String, String> environment;
    private final String java;
    private final List<Running> started = new ArrayList<>();

    Telltale(Path folder) {
        this(folder, JAR, Map.of(), ProcessHandle.current().info().command().orElseThrow());
    }

    private Telltale(Path folder, Path jar, Map<String, String> environment, String java) {
        this.folder = folder;
        this.jar = jar;
        this.environment = environment;
        this.java = java;
    }

    /** The program as if it had been installed in the folder, with other variables; an empty one is taken away. */
    static Telltale installedIn(Path folder, Map<String, String> environment) throws IOException {
        Path jar = Files.createSymbolicLink(folder.resolve("telltale.jar"), JAR);
        Files.createSymbolicLink(folder.resolve("lib"), JAR.resolveSibling("lib"));
        return new Telltale(
                folder,
                jar,
                environment,
                ProcessHandle.current().info().command().orElseThrow());
    }

    /** The same program on another Java. */
    static Telltale on(String java, Path folder) {
        return new Telltale(folder, JAR, Map.of(), java);
    }

    /** How a call ended. */
    record Ended(int code, String out, String err) {
        /** What it said, wherever, line by line. */
        List<String> lines() {
            return (out + err).lines().toList();
        }
    }

    /** A call that goes on; its output is read as it comes. */
    static final class Running {
        private final Process process;
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        private Running(Process process) {
            this.process = process;
            var reader = new Thread(this::read, "output-" + process.pid());
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                in.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                // It was killed.
            }
        }

        Process process() {
            return process;
        }

        List<String> lines() {
            return List.copyOf(lines);
        }

        String awaitLine(String regex) {
            Awaitility.await(regex).atMost(PATIENCE).until(() -> find(regex).isPresent() || !process.isAlive());
            return find(regex).orElseThrow(() -> new AssertionError("no " + regex + " among " + lines()));
        }

        private Optional<String> find(String regex) {
            return lines.stream().filter(line -> line.matches(regex)).findFirst();
        }

        int awaitEnd(Duration atMost) {
            try {
                if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("still there after " + atMost + ": " + lines());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            return process.exitValue();
        }
    }

    /** A config with quick heartbeats and one node for each port. */
    Path config(int... ports) {
        String nodes = IntStream.range(0, ports.length)
                .mapToObj(n -> "{\"id\":\"node" + (n + 1) + "\",\"port\":" + ports[n] + "}")
                .collect(Collectors.joining(","));
        return file("""
                {"cluster":"test","heartbeat_interval":"200ms","heartbeat_timeout":"1s","nodes":[%s]}
                """.formatted(nodes));
    }

    Path file(String content) {
        try {
            return Files.writeString(folder.resolve("cluster.json"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the nodes of this test leave their run records. */
    Path records() {
        return folder.resolve("run").resolve("telltale");
    }

    /** What the program has left of run records, logs and folders of its own for one run. */
    List<String> filesLeft() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(
                            path -> path.startsWith(folder.resolve("run")) || path.startsWith(folder.resolve("state")))
                    .filter(path -> Files.isRegularFile(path)
                            || String.valueOf(path.getFileName()).startsWith("measure"))
                    .map(Path::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that runs for this test, whoever its parent is now, as the system tells it. Linux. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    /** The environment is handed down; a zombie has none any more. */
    private boolean isOurs(ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", String.valueOf(process.pid()), "environ"));
            return new String(environment, StandardCharsets.UTF_8).contains("XDG_RUNTIME_DIR=" + folder + "/run\0");
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private ProcessBuilder builder(List<String> options, String... words) throws IOException {
        return builder(options, List.of("-jar", jar.toString()), words);
    }

    private ProcessBuilder builder(List<String> options, List<String> program, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(options);
        command.addAll(program);
        command.addAll(List.of(words));
        Files.createDirectories(folder.resolve("run"));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        Stream.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_TOOL_OPTIONS").forEach(builder.environment()::remove);
        environment.forEach((name, value) -> {
            builder.environment().put(name, value);
            builder.environment().remove(name, "");
        });
        return builder;
    }

    /** Runs to its end. */
    Ended call(String... words) {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        try {
            Process process = builder(List.of(), words)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end: " + List.of(words) + Files.readString(out));
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Running start(String... words) {
        return start(List.of(), words);
    }

    /** The panel without a display, its buttons clicked; its nodes run from the packaged program. */
    Running panel(List<String> options, String... words) {
        return launch(() -> panelBuilder(options, words));
    }

    private ProcessBuilder panelBuilder(List<String> options, String... words) throws IOException {
        List<String> headless = new ArrayList<>(List.of(
                "-Dglass.platform=Monocle",
                "-Dmonocle.platform=Headless",
                "-Dprism.order=sw",
                "-Djava.awt.headless=true",
                "-Dtelltale.jar=" + jar));
        headless.addAll(options);
        List<String> program = List.of("-cp", System.getProperty("java.class.path"), ClickedPanel.class.getName());
        return builder(headless, program, words);
    }

    /** The panel as the child of another program, as a build tool starts it: that one is what runs. */
    Running panelOfABuild(String... words) {
        return launch(() -> {
            ProcessBuilder panel = panelBuilder(List.of("-Dtelltale.ends-with-parent=true"), words);
            List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" & wait", "build"));
            command.addAll(panel.command());
            return panel.command(command);
        });
    }

    Running start(List<String> options, String... words) {
        return launch(() -> builder(options, words));
    }

    /** Makes the call of a program. */
    @FunctionalInterface
    private interface Calling {
        ProcessBuilder builder() throws IOException;
    }

    private Running launch(Calling calling) {
        try {
            var running =
                    new Running(calling.builder().redirectErrorStream(true).start());
            started.add(running);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void signal(String name, long pid) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO();
            if (kill.start().waitFor() != 0) {
                throw new AssertionError("kill -" + name + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A zombie, which has no command any more, does not. */
    static boolean lives(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    /** What the node at the port holds of the peer; empty while it does not answer. */
    static String belief(int port, String peer) {
        return status(port).at("/peers/" + peer + "/status").asText();
    }

    /** Of the node at the port; 0 while it does not answer. */
    static long pidAt(int port) {
        return status(port).at("/pid").longValue();
    }

    private static JsonNode status(int port) {
        try (var in = URI.create("http://127.0.0.1:" + port + "/status").toURL().openStream()) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    static long pid(String line) {
        Matcher matcher = PID.matcher(line);
        if (!matcher.find()) {
            throw new AssertionError("no PID in " + line);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Also of nodes whose parent was killed: those are nobody's children, but have records. */
    @Override
    public void close() {
        for (Running running : started) {
            running.process().descendants().forEach(ProcessHandle::destroyForcibly);
            running.process().destroyForcibly();
            running.awaitEnd(PATIENCE);
        }
        var left = new RunRecords(records());
        left.live().forEach(left::kill);
        processes().forEach(ProcessHandle::destroyForcibly);
    }
}
