package dev.telltale.recording;

import dev.telltale.concurrent.Futures;
import dev.telltale.concurrent.SerialScheduler;
import dev.telltale.groundtruth.Interval;
import dev.telltale.recording.RecordedEvent.Gap;
import dev.telltale.text.ByteSizes;
import dev.telltale.text.DurationFormat;
import dev.telltale.text.LocaleFormat;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording on a thread of its own, every half second. What it is given waits in a bounded queue. If the files
 * cannot be written it tells that once, tries again every half second, keeps what it has and takes no more; then it
 * continues after a gap. Any thread may offer.
 */
public final class RecordingWriter implements AutoCloseable {
    /** How often it writes. */
    public static final Duration FLUSH = Duration.ofMillis(500);

    private static final long MAX_WAITING_BYTES = 8L << 20;
    private static final int MAX_WAITING_EVENTS = 20_000;
    private static final int CHUNK_BYTES = 100;
    private static final Duration CLOSE_TIME = Duration.ofSeconds(10);
    private static final Duration CLOSE_SOON_TIME = Duration.ofMillis(500);

    private final Path folder;
    private final RecordingStore store;
    private final TimeSource clock;
    private final Consumer<String> told;
    private final Collection<RecordedChunk> earlier;
    private final SerialScheduler thread = new SerialScheduler("record-writer");
    private final List<RecordedChunk> chunks = new ArrayList<>();
    private final List<RecordedEvent> events = new ArrayList<>();
    private long waitingBytes;
    private long ticks;
    private long gaps;
    private ClockReading lastFlush;
    private @Nullable Instant failedSince;
    private @Nullable Instant pausedSince;
    private volatile String problem = "";

    /**
     * What was recorded since this writer was opened.
     *
     * @param bytes of all files in the folder; 0 if they cannot be read
     */
    public record Totals(long ticks, long gaps, long bytes) {
        /** "12,345 ticks, 2 gaps, 1.2 MB". */
        public String text() {
            return LocaleFormat.whole(ticks) + " ticks, " + LocaleFormat.whole(gaps)
                    + (gaps == 1 ? " gap, " : " gaps, ") + ByteSizes.format(bytes);
        }
    }

    /**
     * Opens the folder, which is created if it is missing, and starts to write.
     *
     * @param told gets one sentence when the files cannot be written, and one when they can again; on the writer's
     *     thread
     * @throws RecordingException with one sentence, if another recorder writes to the folder, if it is no recording of
     *     this cluster, or if it cannot be written
     */
    public static RecordingWriter open(
            Path folder, RecordingInfo info, RecordingLimits limits, TimeSource clock, Consumer<String> told)
            throws RecordingException {
        var writer = new RecordingWriter(folder, info, limits, AppendFile.Creator.SYSTEM, clock, told);
        writer.thread.every(FLUSH, writer::flush);
        return writer;
    }

    /**
     * Opens a new or empty folder for a recording of another time than now: it writes only when {@link #flush} is called.
     *
     * @param told as above, on the calling thread
     * @throws RecordingException with one sentence, if the folder is not empty or cannot be written
     */
    public static RecordingWriter ofOtherTime(Path folder, RecordingInfo info, TimeSource clock, Consumer<String> told)
            throws RecordingException {
        HeldFolder.requireEmpty(folder);
        return new RecordingWriter(folder, info, RecordingLimits.DEFAULT, AppendFile.Creator.SYSTEM, clock, told);
    }

    /** Writes only when {@link #flush} is called. */
    RecordingWriter(
            Path folder,
            RecordingInfo info,
            RecordingLimits limits,
            AppendFile.Creator files,
            TimeSource clock,
            Consumer<String> told)
            throws RecordingException {
        this.folder = folder;
        this.clock = clock;
        this.told = told;
        lastFlush = clock.now();
        store = new RecordingStore(folder, info, limits, files, lastFlush);
        try {
            List<Path> torn = store.compactAll();
            earlier = store.lastOfEachNode();
            Optional<Instant> ended = store.lastWrite();
            if (ended.isPresent()) {
                Instant now = lastFlush.wall();
                Instant from = Interval.earlier(now, latest(ended.get()));
                String detail = torn.isEmpty() ? "" : "the recorder before was ended while it wrote its last block";
                events.add(new Gap(Gap.Reason.NOT_RUNNING, null, from, now, detail));
            }
            store.begin(lastFlush);
            store.writeEvents(List.copyOf(events), lastFlush);
            gaps += events.size();
            events.clear();
        } catch (IOException e) {
            store.close(true, lastFlush.wall());
            throw e instanceof RecordingException ours
                    ? ours
                    : new RecordingException(folder + " cannot be written: " + RecordingException.reason(e), e);
        }
    }

    /** An earlier recorder that was killed has not marked its end; but its traces have the time. */
    private Instant latest(Instant marked) {
        return Stream.concat(Stream.of(marked), earlier.stream().map(RecordedChunk::to))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** The last part of each node that an earlier recorder wrote to this folder. */
    public Collection<RecordedChunk> earlier() {
        return earlier;
    }

    /**
     * Takes a part of a trace, to be on disk within a second; false, without effect, if too much waits. While recording
     * is paused it is taken and not recorded.
     */
    public synchronized boolean offer(RecordedChunk chunk) {
        if (pausedSince != null) {
            return true;
        }
        if (waitingBytes >= MAX_WAITING_BYTES) {
            return false;
        }
        waitingBytes += chunk.ticks().length + chunk.header().length + CHUNK_BYTES;
        chunks.add(chunk);
        return true;
    }

    /** Takes an event, to be on disk within a second; false, without effect, if too many wait. */
    public synchronized boolean offer(RecordedEvent event) {
        if (events.size() >= MAX_WAITING_EVENTS) {
            return false;
        }
        events.add(event);
        return true;
    }

    /** Records no traces until {@link #unpause}; changes are recorded, which what comes afterwards needs. */
    public synchronized void pause() {
        pausedSince = pausedSince == null ? clock.now().wall() : pausedSince;
    }

    /** Records traces again, after a gap. */
    public synchronized void unpause() {
        Instant from = pausedSince;
        if (from != null) {
            pausedSince = null;
            Instant now = clock.now().wall();
            events.add(new Gap(Gap.Reason.PAUSED, null, Interval.earlier(from, now), now, ""));
        }
    }

    /** Why nothing can be written at present, in one sentence; empty if it can be. */
    public String problem() {
        return problem;
    }

    /** When the oldest segment that is kept was begun. Reads the folder. */
    public Optional<Instant> begin() {
        try {
            return store.begin();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Writes what waits. Writer thread; of {@link #ofOtherTime}, one thread. */
    public void flush() {
        ClockReading now = clock.now();
        Gap.ofClock(lastFlush.wall().plus(now.since(lastFlush)), now.wall()).ifPresent(this::offer);
        lastFlush = now;
        List<RecordedChunk> newChunks;
        List<RecordedEvent> newEvents;
        synchronized (this) {
            newChunks = List.copyOf(chunks);
            newEvents = List.copyOf(events);
        }
        try {
            store.writeChunks(newChunks, now);
            done(newChunks);
            store.writeEvents(newEvents, now);
            doneEvents(newEvents);
            resume(now);
        } catch (IOException e) {
            if (failedSince == null) {
                failedSince = now.wall();
                problem = folder + " cannot be written: " + RecordingException.reason(e);
                told.accept("Nothing is recorded: " + problem + ". Trying again every half second.");
            }
        }
    }

    private void resume(ClockReading now) throws IOException {
        Instant from = failedSince;
        if (from != null) {
            Instant since = Interval.earlier(from, now.wall());
            var gap = new Gap(
                    Gap.Reason.STORAGE, null, since, now.wall(), "what the nodes still had was recorded afterwards");
            store.writeEvents(List.of(gap), now);
            failedSince = null;
            problem = "";
            synchronized (this) {
                gaps++;
            }
            told.accept("Recording to " + folder + " continues, after a gap of "
                    + DurationFormat.span(Duration.between(since, now.wall())) + ".");
        }
    }

    private synchronized void done(List<RecordedChunk> written) {
        chunks.subList(0, written.size()).clear();
        for (RecordedChunk chunk : written) {
            ticks += chunk.count();
            waitingBytes -= chunk.ticks().length + chunk.header().length + CHUNK_BYTES;
        }
    }

    private synchronized void doneEvents(List<RecordedEvent> written) {
        events.subList(0, written.size()).clear();
        gaps += written.stream().filter(event -> event instanceof Gap).count();
    }

    /** What was recorded so far. Reads the folder. */
    public Totals totals() {
        long bytes = 0;
        try {
            bytes = store.bytes();
        } catch (IOException unreadable) {
            // Told already, by the writer's thread.
        }
        synchronized (this) {
            return new Totals(ticks, gaps, bytes);
        }
    }

    /** Writes what waits, makes the last segment compact, and releases the folder. Blocks, at most for 10 s. */
    @Override
    public void close() {
        close(true, CLOSE_TIME);
    }

    /** The same, but leaves it to the next recorder to make the last segment compact. Blocks, at most for 0.5 s. */
    public void closeSoon() {
        close(false, CLOSE_SOON_TIME);
    }

    private void close(boolean compacts, Duration limit) {
        var closed = new CompletableFuture<@Nullable Void>();
        boolean isFirst = thread.tryExecute(() -> {
            unpause();
            flush();
            store.close(compacts, lastFlush.wall());
            closed.complete(null);
        });
        if (isFirst) {
            thread.close();
            Futures.awaitDone(closed, limit);
        }
    }
}
