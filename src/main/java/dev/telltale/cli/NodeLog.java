package dev.telltale.cli;

import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.node.NodeListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells its terminal: a line for each change, never one for each heartbeat. The loop only puts lines into a
 * bounded queue, since a terminal that was stopped must not stop the node; the main thread prints them.
 */
final class NodeLog implements NodeListener {
    private static final int MOST_WAITING = 1_000;

    private final NodeId self;
    private final PrintStream out;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    NodeLog(NodeId self, PrintStream out) {
        this.self = self;
        this.out = out;
    }

    @Override
    public void onTransition(Transition transition) {
        put(TransitionLine.of(transition));
    }

    @Override
    public void onLate(Duration late) {
        put(self + " itself slept for " + late.toMillis() + " ms, and blames nobody for that time");
    }

    @Override
    public void onFailure(Throwable cause) {
        failure = cause;
        close();
    }

    /** Ends {@link #printFor}. Any thread. */
    void close() {
        closed = true;
        lines.offer("");
    }

    boolean hasFailed() {
        return failure != null;
    }

    private void put(String line) {
        if (!lines.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** Prints what comes within the time; false when the node is to end. */
    boolean printFor(Duration time) throws InterruptedException {
        String line = lines.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        while (line != null && !line.isEmpty()) {
            out.println(line);
            line = lines.poll();
        }
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            out.println(lost + " lines were left out, since nobody took them");
        }
        Throwable cause = failure;
        if (cause != null) {
            out.println(self + " failed, which is a fault of its own; please report what follows.");
            cause.printStackTrace(out);
        }
        out.flush();
        return !closed;
    }
}
