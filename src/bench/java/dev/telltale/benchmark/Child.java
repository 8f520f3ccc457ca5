package dev.telltale.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process, ended on close. */
record Child(Process process, int port) implements AutoCloseable {
    private static final long EXIT_TIMEOUT_SECONDS = 5;

    static Child start(Workplace place, int port, List<String> words) throws IOException {
        Path output = place.folder().resolve("child-" + port + ".log");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Child(process, port);
    }

    /**
     * Starts a bare server with a node's JVM options, without Nagle's algorithm, which would delay each response by 40
     * ms.
     */
    static Child floor(Workplace place, int responseSize) throws IOException {
        int port = place.freePort();
        List<String> words = new ArrayList<>(Workplace.nodeJava());
        words.addAll(
                List.of("-Dsun.net.httpserver.nodelay=true", "-cp", classes().toString()));
        words.addAll(List.of(FloorServer.class.getName(), String.valueOf(port), String.valueOf(responseSize)));
        return start(place, port, words);
    }

    private static Path classes() {
        try {
            return Path.of(Child.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** SIGTERM first, so that the process can end its own children. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
