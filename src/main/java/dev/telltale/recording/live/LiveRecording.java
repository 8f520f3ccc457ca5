package dev.telltale.recording.live;

import dev.telltale.concurrent.Futures;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.config.ClusterConfig;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingLimits;
import dev.telltale.recording.RecordingWriter;
import dev.telltale.recording.live.RecordingState.Facts;
import dev.telltale.recording.recorder.Recorder;
import dev.telltale.registry.RunRecord;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records a cluster in the background for as long as a window shows it: opens the folder, tries again while it cannot,
 * and tells how it stands. Everything happens on a thread of its own; every method returns at once but {@link
 * #stopReading} and {@link #close}. Any thread.
 */
public final class LiveRecording implements AutoCloseable {
    private static final Duration UPDATE = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIME = Duration.ofMillis(700);

    private final ClusterConfig cluster;
    private final RecordingFolders folders;
    private final Supplier<List<RunRecord>> records;
    private final TimeSource clock;
    private final SerialScheduler thread = new SerialScheduler("recording");
    private Recorder.@Nullable Changes changes;
    private @Nullable Listener listener;
    private RecordingState state = new RecordingState.Off();
    private @Nullable Open open;
    private boolean isWanted;
    private boolean isPaused;

    /** What a window shows of its recording. Called on the thread of the recording; must not block. */
    public interface Listener {
        /** Called once, before anything is recorded, with what was recorded in the last 30 days; null if nothing was. */
        void past(@Nullable RecordedPast past);

        /** Called with every other state, and again while it lasts. */
        void state(RecordingState state);

        /** Called with a sentence when recording fails, and when it continues; also on the thread of a writer. */
        void told(String sentence);
    }

    /** A folder that is held, and what reads the nodes. */
    private record Open(Path folder, RecordingWriter writer, Recorder recorder) {}

    /**
     * Reads and writes nothing yet.
     *
     * @param records the processes of the cluster that run on this machine; may read files
     */
    public LiveRecording(
            ClusterConfig cluster, RecordingFolders folders, Supplier<List<RunRecord>> records, TimeSource clock) {
        this.cluster = cluster;
        this.folders = folders;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Reads what was recorded before, and begins to record, if that is wanted.
     *
     * @param ofCluster what is observed of the cluster; its truth is what this program does itself
     */
    public void start(Recorder.Changes ofCluster, boolean wanted, Listener window) {
        thread.execute(() -> {
            listener = window;
            isWanted = wanted;
            window.past(readPast(window));
            var truth = new MachineTruth(ofCluster.truth(), records, clock);
            changes = new Recorder.Changes(ofCluster.statuses(), ofCluster.verdicts(), truth);
            update();
        });
        thread.every(UPDATE, this::update);
    }

    private @Nullable RecordedPast readPast(Listener window) {
        try {
            Optional<Path> folder = folders.earlierOfPanel(cluster);
            Instant from = clock.now().wall().minus(RecordingLimits.DEFAULT.keep());
            return folder.isEmpty() ? null : RecordedPast.read(folder.get(), from);
        } catch (IOException e) {
            window.told(
                    "What was recorded of " + cluster.cluster() + " before cannot be shown: " + e.getMessage() + ".");
            return null;
        }
    }

    /** Switches recording on or off. */
    public void setWanted(boolean wanted) {
        thread.tryExecute(() -> {
            isWanted = wanted;
            isPaused = isPaused && wanted;
            update();
        });
    }

    /** Pauses recording, which holds the folder meanwhile, or continues it. */
    public void setPaused(boolean paused) {
        thread.tryExecute(() -> {
            isPaused = paused && open != null;
            update();
        });
    }

    /** Brings about what is wanted, and tells what is. */
    private void update() {
        Recorder.Changes known = changes;
        Listener window = listener;
        if (known == null || window == null) {
            return;
        }
        if (!isWanted) {
            end();
            show(new RecordingState.Off(), window);
        } else if (open == null) {
            begin(known, window);
        }
        Open now = open;
        if (now != null) {
            if (isPaused) {
                now.writer.pause();
            } else {
                now.writer.unpause();
            }
            show(stateOf(now), window);
        }
    }

    private void begin(Recorder.Changes known, Listener window) {
        if (state instanceof RecordingState.Off) {
            show(new RecordingState.Opening(), window);
        }
        Instant now = clock.now().wall();
        try {
            Path folder = folders.ofPanel(cluster, now, ZoneId.systemDefault());
            var traces = ClusterTraces.of(cluster);
            var writer = RecordingWriter.open(
                    folder,
                    RecordingInfo.of(cluster, now),
                    RecordingLimits.DEFAULT,
                    clock,
                    told -> onTold(window, told));
            var recorder = new Recorder(cluster.nodes(), traces, known, writer, clock);
            recorder.start();
            if (state instanceof RecordingState.Unavailable) {
                window.told("Recording to " + folder + " has begun.");
            }
            open = new Open(folder, writer, recorder);
        } catch (RecordingException.Held other) {
            unavailable(other.holder() + " records it already", window);
        } catch (IOException e) {
            unavailable(String.valueOf(e.getMessage()), window);
        }
    }

    private void unavailable(String why, Listener window) {
        var next = new RecordingState.Unavailable(why);
        if (!next.equals(state)) {
            window.told("This window does not record " + cluster.cluster() + ": " + why + ".");
        }
        show(next, window);
    }

    /** On the thread of the writer. */
    private void onTold(Listener window, String sentence) {
        window.told(sentence);
        thread.tryExecute(this::update);
    }

    private static RecordingState stateOf(Open now, boolean isPaused, Facts facts) {
        String problem = now.writer.problem();
        if (!problem.isEmpty()) {
            return new RecordingState.Failing(facts, problem);
        }
        return isPaused ? new RecordingState.Paused(facts) : new RecordingState.Recording(facts);
    }

    private RecordingState stateOf(Open now) {
        RecordingWriter.Totals totals = now.writer.totals();
        Instant begin = now.writer.begin().orElseGet(() -> clock.now().wall());
        var facts = new Facts(now.folder, begin, totals.bytes(), totals.gaps(), RecordingLimits.DEFAULT);
        return stateOf(now, isPaused, facts);
    }

    private void show(RecordingState newest, Listener window) {
        // Also the same one again: its age is another.
        state = newest;
        window.state(newest);
    }

    private void end() {
        Open ended = open;
        open = null;
        if (ended != null) {
            ended.recorder.close();
            ended.writer.closeSoon();
        }
    }

    /** Reads all nodes once more, and then no more; to be called before they are stopped. Blocks, at most for 0.7 s. */
    public void stopReading() {
        await(() -> {
            if (open != null) {
                open.recorder.stopReading();
            }
        });
    }

    /** Ends the recording with what happened until now. Blocks, at most for 0.7 s. */
    @Override
    public void close() {
        await(() -> {
            changes = null;
            end();
        });
        thread.close();
    }

    private void await(Runnable task) {
        var done = new CompletableFuture<@Nullable Void>();
        if (thread.tryExecute(() -> {
            task.run();
            done.complete(null);
        })) {
            Futures.awaitDone(done, CLOSE_TIME);
        }
    }
}
