package dev.telltale.cli.base;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files of {@code launcher-config}. */
public final class LauncherConfig {
    private LauncherConfig() {}

    /** The file of that name, in the working folder, else beside the program; null if there is none. */
    public static @Nullable Path file(String name) {
        return find(name, Files::exists);
    }

    /** The folder of that name, found in the same way. */
    public static @Nullable Path folder(String name) {
        return find(name, Files::isDirectory);
    }

    private static @Nullable Path find(String name, Predicate<Path> isWanted) {
        return Stream.concat(Stream.of(Path.of("")), ThisProgram.get().homeFolders().stream())
                .map(home -> home.resolve("launcher-config").resolve(name))
                .filter(isWanted)
                .findFirst()
                .orElse(null);
    }
}
