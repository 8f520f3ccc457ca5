package dev.telltale.node.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limit of open files of this process, sockets included. */
public final class OpenFiles {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String NAME = "Max open files";

    private OpenFiles() {}

    /** Reads {@code /proc/self/limits}; {@link Integer#MAX_VALUE} on systems without that file. */
    public static int limit() {
        try {
            return limit(Files.readString(LIMITS, StandardCharsets.US_ASCII));
        } catch (IOException notLinux) {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * Parses the limit of open files; {@link Integer#MAX_VALUE} if there is none.
     *
     * @param limits the text of {@code /proc/self/limits} of Linux
     */
    public static int limit(String limits) {
        int start = limits.indexOf(NAME);
        if (start < 0) {
            return Integer.MAX_VALUE;
        }
        // No regular expression: its classes would be loaded at each start for this alone.
        String columns = limits.substring(start + NAME.length()).strip() + ' ';
        try {
            return (int) Math.min(Long.parseLong(columns.substring(0, columns.indexOf(' '))), Integer.MAX_VALUE);
        } catch (NumberFormatException unlimited) {
            return Integer.MAX_VALUE;
        }
    }
}
