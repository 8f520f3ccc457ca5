package dev.telltale.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder that is gone when the run that it was for is over, with all that lies in it. Whoever writes makes it. */
public final class TemporaryRunDirectory implements AutoCloseable {
    /** A cluster of the same name keeps its output elsewhere: the name of none has this sign. */
    private static final String OF = "@";

    private static final Pattern NAME = Pattern.compile("[a-z]+" + OF + "([0-9]{1,18})");

    private final Path path;

    private TemporaryRunDirectory(Path path) {
        this.path = path;
    }

    /** One for this process. Removes those of earlier ones that were killed and could not do it themselves. */
    public static TemporaryRunDirectory ofThisProcess(Path parent, String what) {
        try (Stream<Path> all = Files.list(parent)) {
            all.filter(TemporaryRunDirectory::isForsaken).forEach(left -> new TemporaryRunDirectory(left).close());
        } catch (IOException | UncheckedIOException notThere) {
            // Then nothing is left there.
        }
        return new TemporaryRunDirectory(
                parent.resolve(what + OF + ProcessHandle.current().pid()));
    }

    private static boolean isForsaken(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    public Path path() {
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
