package dev.telltale.cli.base;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files of {@code launcher-config}. */
public final class LauncherConfig {
    private LauncherConfig() {}

    /** The file or folder of that name, in the working folder, else beside the program; null if there is none. */
    public static @Nullable Path find(String name) {
        return Stream.concat(Stream.of(Path.of("")), ThisProgram.get().homeFolders().stream())
                .map(home -> home.resolve("launcher-config").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }
}
