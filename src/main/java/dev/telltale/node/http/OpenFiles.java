package dev.telltale.node.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many files this process may have open, sockets among them. */
public final class OpenFiles {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String NAME = "Max open files";

    private OpenFiles() {}

    /** Reads one file; no practical limit where the system does not tell it so. */
    public static int limit() {
        try {
            return limit(Files.readString(LIMITS, StandardCharsets.US_ASCII));
        } catch (IOException notLinux) {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * Reads the limit of open files.
     *
     * @param limits as in {@code /proc/self/limits} of Linux
     */
    public static int limit(String limits) {
        int start = limits.indexOf(NAME);
        if (start < 0) {
            return Integer.MAX_VALUE;
        }
        // Not split by a regular expression: those classes would be loaded at each start for this alone.
        String columns = limits.substring(start + NAME.length()).strip() + ' ';
        try {
            return (int) Math.min(Long.parseLong(columns.substring(0, columns.indexOf(' '))), Integer.MAX_VALUE);
        } catch (NumberFormatException unlimited) {
            return Integer.MAX_VALUE;
        }
    }
}
