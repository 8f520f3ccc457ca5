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

/** The temporary output folder of one run; deleted on close. Created by the first writer. Any thread. */
public final class TemporaryRunDirectory implements AutoCloseable {
    /** Not allowed in the names of clusters, so that no cluster has an output folder of the same name. */
    private static final String SEPARATOR = "@";

    private static final Pattern NAME = Pattern.compile("[a-z]+" + SEPARATOR + "([0-9]{1,18})");

    private final Path path;

    private TemporaryRunDirectory(Path path) {
        this.path = path;
    }

    /**
     * The folder for this process. Deletes the folders of killed processes.
     *
     * @param purpose lower-case letters
     */
    public static TemporaryRunDirectory ofThisProcess(Path parent, String purpose) {
        try (Stream<Path> all = Files.list(parent)) {
            all.filter(TemporaryRunDirectory::isOrphaned).forEach(left -> new TemporaryRunDirectory(left).close());
        } catch (IOException | UncheckedIOException missing) {
            // No parent folder: nothing to delete.
        }
        return new TemporaryRunDirectory(
                parent.resolve(purpose + SEPARATOR + ProcessHandle.current().pid()));
    }

    private static boolean isOrphaned(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    public Path path() {
        return path;
    }

    /** Deletes the folder. Idempotent; files that cannot be deleted stay. */
    @Override
    public synchronized void close() {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path one : deepestFirst) {
                Files.deleteIfExists(one);
            }
        } catch (IOException | UncheckedIOException e) {
            // The next run deletes the rest.
            return;
        }
    }
}
