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
 * Lines of several threads on their way to a terminal, in the order in which what they tell happened. Each waits a moment for
 * what happened before it and becomes known after it. Threads only put them here, since a terminal that was stopped must not
 * stop a launcher or a watch; the main thread prints. Bounded: what is too much is dropped and counted.
 */
public final class OrderedLines {
    /** A node's connections break before its end is known, and answers of different nodes take different ways. */
    static final Duration HOLD = Duration.ofMillis(200);

    private static final int MAX_WAITING = 1_000;

    private final PrintStream out;
    private final TimeSource clock;
    private final DelayQueue<Line> waiting = new DelayQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean isClosed;

    /** @param text asked for when the line is printed, on the printing thread; empty if there is nothing to print by then */
    private record Line(Instant at, long number, long dueNanos, Supplier<String> text, TimeSource clock)
            implements Delayed {
        private static final Comparator<Line> IN_TIME =
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

    /** A line about what happened then. Any thread; never blocks. */
    public void put(Instant at, String line) {
        put(at, () -> line);
    }

    /** The same, where what becomes known within the wait may change the line, or leave it empty. */
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

    /** Ends all printing, also of what waits. Any thread. */
    public void close() {
        isClosed = true;
        waiting.clear();
    }

    /** Prints what has waited long enough; waits for it at most as long as this. */
    public void printFor(Duration time) throws InterruptedException {
        Line first = waiting.poll(time.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            print(first);
        }
        printDue();
    }

    /** Prints what has waited long enough by now. */
    void printDue() {
        for (Line line = waiting.poll(); line != null; line = waiting.poll()) {
            print(line);
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            out.println(lost + " lines were left out, since they came faster than they could be printed");
        }
        out.flush();
    }

    /** Prints all that waits, for when nothing else can come that happened before it. */
    public void printAll() {
        List<Line> all = new ArrayList<>();
        waiting.removeIf(all::add);
        print(all);
        printDue();
    }

    /** With all that happened before it. */
    private void print(Line due) {
        List<Line> lines = new ArrayList<>(List.of(due));
        waiting.removeIf(line -> !line.at().isAfter(due.at()) && lines.add(line));
        print(lines);
    }

    private void print(List<Line> lines) {
        lines.sort(Line.IN_TIME);
        for (Line line : lines) {
            String text = line.text().get();
            if (!isClosed && !text.isEmpty()) {
                out.println(text);
            }
        }
    }
}
