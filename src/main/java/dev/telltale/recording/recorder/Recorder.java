package dev.telltale.recording.recorder;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.groundtruth.Incidents;
import dev.telltale.model.Member;
import dev.telltale.model.Transition;
import dev.telltale.model.VerdictChange;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Records a cluster that runs: reads the traces of all nodes and takes the changes that a watch has seen. Up to eight
 * nodes have a thread each and a long request; more nodes share eight threads and are asked in turn.
 */
public final class Recorder implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Recorder.class.getName());
    private static final int THREADS = 8;
    private static final Duration LONG_WAIT = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(3);
    /** For the last request to each node: enough for all that answer, and short for a window that closes. */
    private static final Duration LAST_READ = Duration.ofMillis(300);

    private final RecordingWriter writer;
    private final List<NodeDrain> nodes;
    private final ChangeDrain changes;
    private final ScheduledThreadPoolExecutor threads;
    private boolean isReading = true;

    /**
     * The changes of a cluster, as something else observes them.
     *
     * @param statuses of the statuses that the nodes report
     * @param verdicts of all detectors
     * @param truth all that is known of processes and faults; called every half second, on a thread of the recorder
     */
    public record Changes(
            BoundedLog<Transition> statuses, BoundedLog<VerdictChange> verdicts, Supplier<Incidents> truth) {}

    /** @param writer the caller closes it, after this recorder */
    public Recorder(
            List<Member> members, TraceSource source, Changes changes, RecordingWriter writer, TimeSource clock) {
        this.writer = writer;
        Duration wait = members.size() <= THREADS ? LONG_WAIT : Duration.ZERO;
        nodes = members.stream()
                .map(member -> new NodeDrain(member, source, writer, clock, wait))
                .toList();
        this.changes = new ChangeDrain(changes.statuses, changes.verdicts, changes.truth, writer, clock);
        threads = new ScheduledThreadPoolExecutor(Math.min(members.size(), THREADS) + 1, named("record-"));
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Starts to read; continues where the recording of the folder ended, if the nodes still have that. */
    public void start() {
        for (NodeDrain node : nodes) {
            writer.earlier().stream()
                    .filter(part -> part.node().equals(node.node()))
                    .forEach(node::continueAfter);
            run(node::drain, Duration.ZERO);
        }
        run(
                () -> {
                    changes.drain();
                    return RecordingWriter.FLUSH;
                },
                Duration.ZERO);
    }

    /** Runs the step again and again, each time after the pause that it returned. */
    private void run(Supplier<Duration> step, Duration delay) {
        try {
            var unused = threads.schedule(
                    () -> {
                        Duration pause = RecordingWriter.FLUSH;
                        try {
                            pause = step.get();
                        } catch (RuntimeException bug) {
                            LOG.log(Level.SEVERE, "a step of recording failed", bug);
                        }
                        run(step, pause);
                    },
                    delay.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.FINE, "the recorder is closed", closed);
        }
    }

    private static ThreadFactory named(String prefix) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Interrupts the requests, reads each node once more, and takes no more from now on but the changes, in
     * {@link #close}. To be called before the nodes are stopped. Blocks, for 0.3 s if a node does not answer.
     */
    public void stopReading() {
        if (isReading) {
            isReading = false;
            threads.shutdownNow();
            if (hasEnded(threads)) {
                readLast();
            }
        }
    }

    private void readLast() {
        ExecutorService last = Executors.newFixedThreadPool(Math.min(nodes.size(), THREADS) + 1, named("record-last-"));
        try {
            var unused = last.invokeAll(
                    nodes.stream()
                            .map(node -> Executors.callable(node::drainLast))
                            .toList(),
                    LAST_READ.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            last.shutdownNow();
        }
        if (hasEnded(last)) {
            nodes.forEach(NodeDrain::end);
        }
    }

    private static boolean hasEnded(ExecutorService interrupted) {
        try {
            return interrupted.awaitTermination(CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops to read as {@link #stopReading} does, unless that was done, and offers the last changes to the writer. */
    @Override
    public void close() {
        stopReading();
        if (threads.isTerminated()) {
            changes.drain();
        }
    }
}
