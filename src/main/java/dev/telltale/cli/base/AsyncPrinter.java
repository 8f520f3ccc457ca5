package dev.telltale.cli.base;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Queue of lines for a terminal. Any thread puts lines and never blocks, so that a suspended terminal cannot block a
 * node or a watch; the main thread prints. Bounded to 1000 lines: further lines are dropped and counted.
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

    /** Appends a line, or drops it if the queue is full. Any thread; never blocks. */
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

    /** Waits at most this long for a line, then prints all lines that are there; false once closed. One thread. */
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
            out.println(lost + " lines were dropped: the terminal did not accept them in time");
        }
        out.flush();
        return !closed;
    }
}
