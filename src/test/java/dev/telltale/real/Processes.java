package dev.telltale.real;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The system's truth about processes, as Linux tells it. */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /** Nodes whose records lie under the folder, whoever their parent is now. The environment is handed down. */
    static Set<Long> nodesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> read(pid, "environ").contains("XDG_RUNTIME_DIR=" + folder + "\0"))
                .filter(pid -> read(pid, "cmdline").contains("\0node\0"))
                .collect(Collectors.toSet());
    }

    /** R, S, T and so on; empty for one that is gone. */
    static String state(long pid) {
        return read(pid, "stat").replaceFirst("(?s).*\\) (.).*", "$1");
    }

    /** Children of this process that have ended and that nobody has collected. */
    static long zombies() {
        return ProcessHandle.current()
                .children()
                .filter(child -> state(child.pid()).equals("Z"))
                .count();
    }

    static int openFiles() {
        String[] files = new File("/proc/self/fd").list();
        return files == null ? 0 : files.length;
    }

    /** In bytes, without garbage. */
    static long heapInUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Of those that belong to nodes: the test's own tools come and go. */
    static long threadsOfNodes() {
        return Arrays.stream(Thread.getAllStackTraces().keySet().toArray(Thread[]::new))
                .filter(thread -> thread.getName().startsWith("output-"))
                .count();
    }

    private static String read(long pid, String what) {
        try {
            return new String(
                    Files.readAllBytes(PROC.resolve(String.valueOf(pid)).resolve(what)), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
