package dev.telltale.launcher.jvm;

import dev.telltale.launcher.process.NodeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that run in a folder of their own for the class-data archive; closing it ends them. One thread. */
final class TrainingProcesses implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Duration END_TIMEOUT = Duration.ofSeconds(5);
    private static final int POLL_MILLIS = 20;

    private final Path folder;
    private final Map<String, Process> started = new LinkedHashMap<>();

    /** @param folder for the output and run records of the processes, and for the class lists that they write */
    TrainingProcesses(Path folder) {
        this.folder = folder;
    }

    /** The JVM option with which a process lists the classes that it loads, for {@link #classesOf}. */
    String listClasses(String name) {
        return "-XX:DumpLoadedClassList=" + classes(name);
    }

    /** What these processes have listed; they have ended. */
    List<String> classesOf(List<String> names) throws IOException {
        List<List<String>> lists = new ArrayList<>();
        for (String name : names) {
            lists.add(Files.readAllLines(classes(name)));
        }
        return ClassList.merged(lists);
    }

    /** Starts a process under a name that was not used before. */
    Process start(String name, List<String> words) throws IOException {
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output(name).toFile());
        // Keeps the run records in the temporary folder, where no command looks for nodes.
        Map<String, String> environment = builder.environment();
        NodeOptions.removeJavaOptionVariables(environment);
        environment.put("XDG_RUNTIME_DIR", String.valueOf(folder.toAbsolutePath()));
        environment.put("XDG_STATE_HOME", String.valueOf(folder.toAbsolutePath()));
        Process process = builder.start();
        started.put(name, process);
        return process;
    }

    /** Waits for the text in the output after an offset: while all start, a peer may be lost and recover before. */
    void await(String name, int offset, String text) throws IOException, InterruptedException {
        Process process = process(name);
        for (long round = 0; round < TIMEOUT.toMillis() / POLL_MILLIS; round++) {
            if (outputOf(name).indexOf(text, offset) >= 0) {
                return;
            }
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("The class-data archive cannot be made: its " + name + " did not print \"" + text.strip()
                + "\", but: " + outputOf(name).strip());
    }

    /** Waits for the end of the process, and returns its exit code. */
    int awaitEnd(String name) throws IOException, InterruptedException {
        Process process = process(name);
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("The class-data archive cannot be made: its " + name + " did not end within "
                    + TIMEOUT.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** What the process has printed so far. */
    String outputOf(String name) throws IOException {
        return Files.readString(output(name), StandardCharsets.UTF_8);
    }

    private Process process(String name) {
        Process process = started.get(name);
        if (process == null) {
            throw new IllegalArgumentException(name + " was not started");
        }
        return process;
    }

    private Path classes(String name) {
        return folder.resolve(name + ".classes");
    }

    private Path output(String name) {
        return folder.resolve(name + ".log");
    }

    /**
     * Ends all, with the nodes that they have started, and waits for their end, at most 5 s for each: nothing writes
     * into the folder afterwards.
     */
    @Override
    public void close() {
        List<ProcessHandle> running = started.values().stream()
                .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                .toList();
        running.forEach(ProcessHandle::destroyForcibly);
        running.forEach(process -> process.onExit()
                .completeOnTimeout(process, END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }
}
