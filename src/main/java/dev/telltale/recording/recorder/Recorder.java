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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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

    private final RecordingWriter writer;
    private final List<NodeDrain> nodes;
    private final ChangeDrain changes;
    private final ScheduledThreadPoolExecutor threads;

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
        var number = new AtomicInteger();
        threads = new ScheduledThreadPoolExecutor(Math.min(members.size(), THREADS) + 1, task -> {
            var thread = new Thread(task, "record-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
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

    /** Interrupts the requests, waits at most 3 s for their end, and offers the last changes to the writer. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        nodes.forEach(NodeDrain::end);
        changes.drain();
    }
}
