package dev.telltale.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Processor time and memory of processes, from Linux's {@code /proc}. */
final class ProcessStat {
    /** Linux reports times in hundredths of a second, whatever its kernel uses. */
    private static final long MILLIS_PER_TICK = 10;

    private static final int USER_TIME = 11;
    private static final int TIME_OF_ENDED_CHILDREN = 13;
    private static final double BYTES_PER_KIB = 1024;

    private ProcessStat() {}

    static Duration processorTime(List<ProcessHandle> processes) throws IOException {
        long ticks = 0;
        for (ProcessHandle process : processes) {
            ticks += ticks(String.valueOf(process.pid()), USER_TIME);
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    /** Of the children of this process that have ended, and of theirs. */
    static Duration processorTimeOfEndedChildren() throws IOException {
        return Duration.ofMillis(ticks("self", TIME_OF_ENDED_CHILDREN) * MILLIS_PER_TICK);
    }

    static double residentBytes(ProcessHandle process) throws IOException {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "status");
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIB;
            }
        }
        throw new IOException(file + " has no VmRSS");
    }

    /** Two neighbouring fields, of user and of system; the name before them may contain spaces and brackets. */
    private static long ticks(String process, int field) throws IOException {
        String line = Files.readString(Path.of("/proc", process, "stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
    }
}
