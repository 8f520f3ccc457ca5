package dev.telltale.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that ends at the latest with the block that started it. */
record Child(Process process, int port) implements AutoCloseable {
    private static final long GRACE_SECONDS = 5;

    static Child start(Workplace place, int port, List<String> words) throws IOException {
        Path output = place.folder().resolve("child-" + port + ".log");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Child(process, port);
    }

    /** A bare server with a node's options; Nagle's algorithm off, as in a node, or it would wait 40 ms per answer. */
    static Child floor(Workplace place, int answerSize) throws IOException {
        int port = place.freePort();
        List<String> words = new ArrayList<>(Workplace.nodeJava());
        words.addAll(
                List.of("-Dsun.net.httpserver.nodelay=true", "-cp", classes().toString()));
        words.addAll(List.of(FloorServer.class.getName(), String.valueOf(port), String.valueOf(answerSize)));
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

    /** SIGTERM first: what started processes of its own has to end them. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
