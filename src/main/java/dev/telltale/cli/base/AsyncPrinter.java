package dev.telltale.cli.base;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lines on their way to a terminal. Whoever has one only puts it here, since a terminal that was stopped must not stop a
 * node or a watch; the main thread prints. Bounded: what nobody takes is dropped and counted.
 */
public final class AsyncPrinter {
    private static final int MAX_WAITING = 1_000;

    private final PrintStream out;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    public AsyncPrinter(PrintStream out) {
        this.out = out;
    }

    /** Any thread; never blocks. */
    public void put(String line) {
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** Ends {@link #printFor} for good. Any thread. */
    public void close() {
        closed = true;
        lines.offer("");
    }

    /** Prints what comes within the time; false once closed. */
    public boolean printFor(Duration time) throws InterruptedException {
        String line = lines.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        while (line != null) {
            if (!line.isEmpty()) {
                out.println(line);
            }
            line = lines.poll();
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            out.println(lost + " lines were left out, since nobody took them");
        }
        out.flush();
        return !closed;
    }
}
