package dev.telltale.platform;

import dev.telltale.text.SafeText;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process that listens on a port. Linux only, and only processes that this user may inspect.
 *
 * @param program its short name; null if the system does not report it
 */
public record PortOwner(long pid, @Nullable String program) {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int MAX_NAME_LENGTH = 32;
    private static final Path PROC = Path.of("/proc");

    /** Scans {@code /proc}, which takes some milliseconds: for error messages only. */
    public static Optional<PortOwner> find(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(listening(PROC.resolve(table), port));
        }
        return sockets.isEmpty() ? Optional.empty() : owner(sockets);
    }

    private static List<String> listening(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > INODE
                            && fields[STATE].equals(LISTENING)
                            && fields[LOCAL_ADDRESS].endsWith(suffix))
                    .map(fields -> "socket:[" + fields[INODE] + "]")
                    .toList();
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    private static Optional<PortOwner> owner(Set<String> sockets) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process.resolve("fd"), sockets)) {
                    return Optional.of(
                            new PortOwner(Long.parseLong(String.valueOf(process.getFileName())), name(process)));
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean hasOpen(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException othersOrGone) {
            return false;
        }
        return false;
    }

    private static @Nullable String name(Path process) {
        try {
            // A process chooses this name itself, so it is not safe to show.
            return SafeText.plain(Files.readString(process.resolve("comm")).strip(), MAX_NAME_LENGTH);
        } catch (IOException gone) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "PID " + pid + (program == null ? "" : " (" + program + ")");
    }
}
