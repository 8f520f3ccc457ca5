package dev.telltale.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a process holds of its machine, as Linux tells in {@code /proc}. */
record ProcessFigures(int descriptors, int threads, long rssKib) {
    private static final Path PROC = Path.of("/proc");

    static Optional<ProcessFigures> of(long pid) {
        Path here = PROC.resolve(String.valueOf(pid));
        try (Stream<Path> descriptors = Files.list(here.resolve("fd"))) {
            int open = (int) descriptors.count();
            return Optional.of(new ProcessFigures(open, (int) figure(here, "Threads:"), figure(here, "VmRSS:")));
        } catch (IOException | RuntimeException e) {
            // It is gone, or this is another system: then there is nothing to tell.
            return Optional.empty();
        }
    }

    private static long figure(Path process, String name) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name));
    }

    ProcessFigures max(ProcessFigures other) {
        return new ProcessFigures(
                Math.max(descriptors, other.descriptors),
                Math.max(threads, other.threads),
                Math.max(rssKib, other.rssKib));
    }

    ProcessFigures min(ProcessFigures other) {
        return new ProcessFigures(
                Math.min(descriptors, other.descriptors),
                Math.min(threads, other.threads),
                Math.min(rssKib, other.rssKib));
    }

    @Override
    public String toString() {
        return descriptors + " descriptors, " + threads + " threads, " + rssKib / 1024 + " MB";
    }
}
