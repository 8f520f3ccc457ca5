package dev.telltale.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads facts about processes, most of them from {@code /proc} (Linux). */
public final class Proc {
    private Proc() {}

    /** A file of the process; empty when the process is gone or belongs to another user. */
    public static String read(long pid, String file) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", String.valueOf(pid), file)), StandardCharsets.UTF_8);
        } catch (IOException goneOrForeign) {
            return "";
        }
    }

    /** For example {@code status(pid, "VmRSS")}; empty when there is no such line. */
    public static String status(long pid, String key) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** R, S, T and so on; empty when the process is gone. */
    public static String state(long pid) {
        return read(pid, "stat").replaceFirst("(?s).*\\) (.).*", "$1");
    }

    /** Whether it ignores SIGHUP or SIGINT; false where the system has no /proc. */
    public static boolean ignoresSignals(long pid) {
        String mask = status(pid, "SigIgn");
        return !mask.isEmpty() && (Long.parseUnsignedLong(mask, 16) & 3) != 0;
    }

    /** A zombie has no command any more and does not count. */
    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    /** Targets of the open descriptors of the process; empty if it is gone or the system has no /proc. */
    public static List<String> openFiles(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return open.map(Proc::target).toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    /** Number of open descriptors of this process. */
    public static int openFiles() {
        return openFiles(ProcessHandle.current().pid()).size();
    }

    /** Number of connections in the accept queue of this IPv4 socket; -1 where the system has no /proc. */
    public static int waitingConnections(ServerSocket socket) {
        byte[] ip = socket.getInetAddress().getAddress();
        String local = "%02X%02X%02X%02X:%04X".formatted(ip[3], ip[2], ip[1], ip[0], socket.getLocalPort());
        long self = ProcessHandle.current().pid();
        return (read(self, "net/tcp") + read(self, "net/tcp6"))
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(fields -> fields[1].endsWith(local) && fields[3].equals("0A"))
                .mapToInt(fields -> Integer.parseInt(fields[4].substring(fields[4].indexOf(':') + 1), 16))
                .findFirst()
                .orElse(-1);
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** Threads of this process that read what nodes print. */
    public static long outputThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("output-node"))
                .count();
    }
}
