package dev.telltale.cli.base;

import dev.telltale.time.TimeSource;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Queue of lines from several threads, printed in the order of the events that they report. Each line is held for
 * {@link #HOLD}, so that an earlier event that becomes known later still precedes it. Any thread puts lines and never
 * blocks, so that a suspended terminal cannot block a launcher or a watch; the main thread prints. Bounded to 1000
 * lines: further lines are dropped and counted.
 */
public final class OrderedLines {
    /**
     * Connections of a node break before its exit is known, and reports of different nodes have different latencies.
     */
    static final Duration HOLD = Duration.ofMillis(200);

    private static final int MAX_WAITING = 1_000;

    private final PrintStream out;
    private final TimeSource clock;
    private final DelayQueue<Line> waiting = new DelayQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean isClosed;

    /** @param text evaluated on the printing thread when the line is due; empty to print nothing */
    private record Line(Instant at, long number, long dueNanos, Supplier<String> text, TimeSource clock)
            implements Delayed {
        private static final Comparator<Line> BY_EVENT =
                Comparator.comparing(Line::at).thenComparing(Line::number);

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - clock.nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Line line = (Line) other;
            long later = dueNanos - line.dueNanos; // Subtract, then compare: the nanoseconds may wrap.
            return later == 0 ? Long.compare(number, line.number) : Long.signum(later);
        }
    }

    public OrderedLines(PrintStream out, TimeSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Adds a line about an event at this time. Any thread; never blocks. */
    public void put(Instant at, String line) {
        put(at, () -> line);
    }

    /** The same; the text is evaluated when the line is due, and may be empty by then. Any thread; never blocks. */
    public void put(Instant at, Supplier<String> line) {
        if (isClosed) {
            return;
        }
        if (waiting.size() >= MAX_WAITING) {
            dropped.incrementAndGet();
            return;
        }
        waiting.add(new Line(at, numbers.getAndIncrement(), clock.nanos() + HOLD.toNanos(), line, clock));
    }

    /** Discards all waiting lines and prints nothing from now on. Any thread. */
    public void close() {
        isClosed = true;
        waiting.clear();
    }

    /** Waits at most this long for a line that is due, then prints all that are. */
    public void printFor(Duration time) throws InterruptedException {
        Line first = waiting.poll(time.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            print(first);
        }
        printDue();
    }

    /** Prints all lines that are due, without waiting. */
    void printDue() {
        for (Line line = waiting.poll(); line != null; line = waiting.poll()) {
            print(line);
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            out.println(lost + " lines were dropped: they came faster than they could be printed");
        }
        out.flush();
    }

    /** Prints all waiting lines at once, for when no earlier event can become known any more. */
    public void printAll() {
        List<Line> all = new ArrayList<>();
        waiting.removeIf(all::add);
        print(all);
        printDue();
    }

    /** Prints the line and all waiting lines of earlier events. */
    private void print(Line due) {
        List<Line> lines = new ArrayList<>(List.of(due));
        waiting.removeIf(line -> !line.at().isAfter(due.at()) && lines.add(line));
        print(lines);
    }

    private void print(List<Line> lines) {
        lines.sort(Line.BY_EVENT);
        for (Line line : lines) {
            String text = line.text().get();
            if (!isClosed && !text.isEmpty()) {
                out.println(text);
            }
        }
    }
}
