package dev.telltale.cli.base;

import dev.telltale.launcher.jvm.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command that starts this program, for child processes. */
public final class ThisProgram {
    /** A string, since a reference to {@code Main}, which uses all commands, would be a cycle. */
    public static final String MAIN = "dev.telltale.cli.Main";

    private ThisProgram() {}

    /** This program; its nodes run from the same jar or class path. */
    public static Program get() {
        return Program.ofThisProcess(MAIN);
    }

    /** The file or folder of {@code launcher-config}, in the working folder, else beside the program; null if none. */
    public static @Nullable Path config(String name) {
        return Stream.concat(Stream.of(Path.of("")), get().homeFolders().stream())
                .map(home -> home.resolve("launcher-config").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }
}
