package dev.telltale.dashboard.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Replaces standard error while the toolkit starts. Withholds the output of the toolkit's threads, which one sentence
 * replaces; passes on the output of all other threads. Any thread.
 */
public final class ToolkitErrors extends OutputStream {
    /** The thread that starts the toolkit. */
    public static final String LAUNCHER_THREAD = "panel-launcher";

    private static final int MAX_BYTES = 64 * 1024;
    private static final List<String> THREADS = List.of(LAUNCHER_THREAD, "JavaFX", "QuantumRenderer");

    private final PrintStream err;
    private final ByteArrayOutputStream withheld = new ByteArrayOutputStream();

    public ToolkitErrors(PrintStream err) {
        this.err = err;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        String thread = Thread.currentThread().getName();
        if (THREADS.stream().noneMatch(thread::startsWith)) {
            err.write(bytes, from, count);
            return;
        }
        synchronized (withheld) {
            withheld.write(bytes, from, Math.min(count, MAX_BYTES - withheld.size()));
        }
    }

    @Override
    public void flush() {
        err.flush();
    }

    /** The replaced stream. */
    public PrintStream err() {
        return err;
    }

    /** The withheld output, at most 64 KiB. */
    public String text() {
        synchronized (withheld) {
            return withheld.toString(UTF_8);
        }
    }
}
