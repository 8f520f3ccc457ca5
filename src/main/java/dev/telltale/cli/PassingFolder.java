package dev.telltale.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when the run that it was for is over, with all that lies in it. Whoever writes makes it. */
final class PassingFolder implements AutoCloseable {
    private final Path path;

    PassingFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Twice is once; what cannot be removed stays. */
    @Override
    public synchronized void close() {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            // What lies in a folder goes before it.
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.deleteIfExists(one);
            }
        } catch (IOException | UncheckedIOException e) {
            // Nobody misses it.
            return;
        }
    }
}
