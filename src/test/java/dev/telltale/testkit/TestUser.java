package dev.telltale.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The directories of a user that exists for one test: programs that run with them do not see those of the user. */
public record TestUser(Path folder) {
    private Path runtimeDir() {
        return folder.resolve("run");
    }

    /** Where nodes write their run records. */
    public Path records() {
        return runtimeDir().resolve("telltale");
    }

    public List<Path> recordFiles() {
        return files(folder).stream()
                .filter(path -> records().equals(path.getParent()))
                .toList();
    }

    public Map<String, String> variables() {
        assertDoesNotThrow(() -> Files.createDirectories(runtimeDir()));
        return Map.of("XDG_RUNTIME_DIR", runtimeDir().toString(), "XDG_STATE_HOME", folder + "/state");
    }

    /** The command with these variables; {@code env} executes it, so its PID is that of the process that is started. */
    public List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(List.of("env"));
        variables().forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(command);
        return all;
    }

    /** All processes with these directories, whatever their parent is now, without zombies. Linux. */
    public List<ProcessHandle> processes() {
        String variable = "\0XDG_RUNTIME_DIR=" + runtimeDir() + "\0";
        return ProcessHandle.allProcesses()
                .filter(process -> ("\0" + Proc.read(process.pid(), "environ")).contains(variable))
                .toList();
    }

    /** The PIDs of the nodes among them. */
    public Set<Long> nodes() {
        return processes().stream()
                .map(ProcessHandle::pid)
                .filter(pid -> Proc.read(pid, "cmdline").contains("\0node\0"))
                .collect(Collectors.toSet());
    }

    /** Run records, logs and temporary run directories. */
    public List<Path> filesLeft() {
        return files(folder).stream()
                .filter(path -> path.startsWith(runtimeDir()) || path.startsWith(folder.resolve("state")))
                .filter(path -> Files.isRegularFile(path)
                        || String.valueOf(path.getFileName()).startsWith("measure"))
                .toList();
    }

    public static Set<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
