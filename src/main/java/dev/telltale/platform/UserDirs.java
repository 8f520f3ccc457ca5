package dev.telltale.platform;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folders of this program for the current user, by the rules of each operating system.
 *
 * @param state for files that survive a reboot: the output of nodes
 * @param runtime for files that need not: run records
 */
public record UserDirs(Path state, Path runtime) {
    private static final String NAME = "telltale";

    public static UserDirs ofThisUser() {
        return of(
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")).toAbsolutePath(),
                Path.of(System.getProperty("java.io.tmpdir", ".")).toAbsolutePath(),
                System.getProperty("user.name", "user"));
    }

    static UserDirs of(Map<String, String> environment, String os, Path home, Path temporary, String user) {
        // A user name may contain any character, on Windows even a backslash.
        Path runtime = temporary.resolve(NAME + "-" + user.replaceAll("[^A-Za-z0-9._-]", "_"));
        String system = os.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return new UserDirs(
                    under(
                            environment.get("LOCALAPPDATA"),
                            home.resolve("AppData").resolve("Local")),
                    runtime);
        }
        if (system.startsWith("mac")) {
            return new UserDirs(
                    home.resolve("Library").resolve("Application Support").resolve(NAME), runtime);
        }
        String given = environment.get("XDG_RUNTIME_DIR");
        return new UserDirs(
                under(environment.get("XDG_STATE_HOME"), home.resolve(".local").resolve("state")),
                given != null && isUsable(given) ? Path.of(given).resolve(NAME) : runtime);
    }

    private static Path under(@Nullable String given, Path fallback) {
        return (given != null && isUsable(given) ? Path.of(given) : fallback).resolve(NAME);
    }

    // XDG Base Directory Specification: relative paths must be ignored.
    private static boolean isUsable(String path) {
        return !path.isEmpty() && Path.of(path).isAbsolute();
    }
}
