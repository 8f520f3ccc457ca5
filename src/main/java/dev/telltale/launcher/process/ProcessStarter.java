package dev.telltale.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes an operating system process; a seam, so that tests can make one that is none. */
@FunctionalInterface
public interface ProcessStarter {

    /** With standard error merged into standard output, and standard input as the child's lifeline. */
    Process start(List<String> command, Path folder) throws NodeStartException;

    static Process ofSystem(List<String> command, Path folder) throws NodeStartException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            NodeOptions.removeJavaOptionVariables(builder.environment());
            return builder.start();
        } catch (IOException e) {
            throw new NodeStartException(sentence(command.get(0), folder, e), e);
        }
    }

    // The system's own words are the same ("error=2") for a missing program and a missing folder.
    private static String sentence(String program, Path folder, IOException e) {
        if (!Files.isDirectory(folder)) {
            return "The working folder " + folder
                    + " does not exist any more; start Telltale again from one that does.";
        }
        Path file = Path.of(program);
        if (file.isAbsolute() && !Files.exists(file)) {
            return "There is no Java at " + program + " any more; start Telltale again with an installed one.";
        }
        if (file.isAbsolute() && !Files.isExecutable(file)) {
            return program + " may not be executed; check its permissions.";
        }
        return "The system could not start a process: " + e.getMessage();
    }
}
