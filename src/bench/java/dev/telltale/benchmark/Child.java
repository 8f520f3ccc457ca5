package dev.telltale.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A child process, ended on close. */
record Child(Process process, int port, Path output) implements AutoCloseable {
    // A cluster of sixty nodes needs a while to say goodbye.
    private static final long EXIT_TIMEOUT_SECONDS = 20;

    /** Writes a line to its standard input. */
    void command(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    String text() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Waits for its end; an exit code other than 0 is an error. */
    void await(long seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            close();
            throw new IOException("a program did not end within " + seconds + " s: " + text());
        }
        if (process.exitValue() != 0) {
            throw new IOException("a program ended with " + process.exitValue() + ": " + text());
        }
    }

    /** SIGTERM first, so that the process can end its own children. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
