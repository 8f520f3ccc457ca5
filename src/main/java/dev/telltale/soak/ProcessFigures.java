package dev.telltale.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Resource use of a process, read from {@code /proc} on Linux. RSS in KiB. */
record ProcessFigures(int descriptors, int threads, long rssKib) {
    private static final Path PROC = Path.of("/proc");

    /** Empty if the process does not exist or this is not Linux. */
    static Optional<ProcessFigures> of(long pid) {
        Path folder = PROC.resolve(String.valueOf(pid));
        try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
            int open = (int) descriptors.count();
            return Optional.of(new ProcessFigures(open, (int) number(folder, "Threads:"), number(folder, "VmRSS:")));
        } catch (IOException | RuntimeException e) {
            // The process exited, or this is not Linux.
            return Optional.empty();
        }
    }

    private static long number(Path process, String name) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name));
    }

    /** The larger value of each figure. */
    ProcessFigures max(ProcessFigures other) {
        return new ProcessFigures(
                Math.max(descriptors, other.descriptors),
                Math.max(threads, other.threads),
                Math.max(rssKib, other.rssKib));
    }

    @Override
    public String toString() {
        return descriptors + " descriptors, " + threads + " threads, " + rssKib / 1024 + " MB";
    }
}
