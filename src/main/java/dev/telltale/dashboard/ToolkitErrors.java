package dev.telltale.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Standard error while the toolkit starts. What the toolkit's own threads print of what they lack is held back, since one
 * sentence tells it; what others print passes. Any thread.
 */
final class ToolkitErrors extends OutputStream {
    private static final int MAX_BYTES = 64 * 1024;
    private static final List<String> THREADS = List.of(Dashboard.THREAD, "JavaFX", "QuantumRenderer");

    private final PrintStream others;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    ToolkitErrors(PrintStream others) {
        this.others = others;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        String thread = Thread.currentThread().getName();
        if (THREADS.stream().noneMatch(thread::startsWith)) {
            others.write(bytes, from, count);
            return;
        }
        synchronized (held) {
            held.write(bytes, from, Math.min(count, MAX_BYTES - held.size()));
        }
    }

    @Override
    public void flush() {
        others.flush();
    }

    /** The first 64 KiB of what was held back. */
    String text() {
        synchronized (held) {
            return held.toString(UTF_8);
        }
    }
}
