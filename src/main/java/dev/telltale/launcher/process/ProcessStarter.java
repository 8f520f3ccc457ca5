package dev.telltale.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts an operating system process; an interface, so that tests can substitute a fake process. */
@FunctionalInterface
public interface ProcessStarter {

    /**
     * Starts the command in the folder, with standard error merged into standard output and standard input as the
     * child's {@link Lifeline}.
     */
    Process start(List<String> command, Path folder) throws NodeStartException;

    static Process ofSystem(List<String> command, Path folder) throws NodeStartException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            NodeOptions.removeJavaOptionVariables(builder.environment());
            // One pool of the C library for all threads: 0.5 MB less for each node.
            builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "1");
            return builder.start();
        } catch (IOException e) {
            throw new NodeStartException(sentence(command.get(0), folder, e), e);
        }
    }

    // The system's message is the same ("error=2") for a missing program and a missing folder.
    private static String sentence(String program, Path folder, IOException e) {
        if (!Files.isDirectory(folder)) {
            return "The working folder " + folder + " no longer exists; start Telltale again from an existing one.";
        }
        Path file = Path.of(program);
        if (file.isAbsolute() && !Files.exists(file)) {
            return "There is no Java at " + program + " any more; start Telltale again with an installed Java.";
        }
        if (file.isAbsolute() && !Files.isExecutable(file)) {
            return program + " cannot be executed; check its permissions.";
        }
        return "The system could not start a process: " + e.getMessage();
    }
}
