package dev.telltale.recording;

import dev.telltale.concurrent.Futures;
import dev.telltale.concurrent.SerialScheduler;
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
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIME = Duration.ofSeconds(10);

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
                Instant from = ended.get().isAfter(now) ? now : ended.get();
                String detail = torn.isEmpty() ? "" : "the recorder before was ended while it wrote its last block";
                events.add(new Gap(Gap.Reason.NOT_RUNNING, null, from, now, detail));
            }
            store.begin(lastFlush);
            store.writeEvents(List.copyOf(events), lastFlush);
            gaps += events.size();
            events.clear();
        } catch (IOException e) {
            store.close();
            throw e instanceof RecordingException ours
                    ? ours
                    : new RecordingException(folder + " cannot be written: " + RecordingException.reason(e), e);
        }
    }

    /** The last part of each node that an earlier recorder wrote to this folder. */
    public Collection<RecordedChunk> earlier() {
        return earlier;
    }

    /** Takes a part of a trace, to be on disk within a second; false, without effect, if too much waits. */
    public synchronized boolean offer(RecordedChunk chunk) {
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

    /** Writes what waits. Writer thread; of {@link #ofOtherTime}, one thread. */
    public void flush() {
        ClockReading now = clock.now();
        clockGap(now).ifPresent(this::offer);
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
                told.accept("Nothing is recorded: " + folder + " cannot be written: " + RecordingException.reason(e)
                        + ". Trying again every half second.");
            }
        }
    }

    private void resume(ClockReading now) throws IOException {
        Instant from = failedSince;
        if (from != null) {
            Instant since = from.isAfter(now.wall()) ? now.wall() : from;
            var gap = new Gap(
                    Gap.Reason.STORAGE, null, since, now.wall(), "what the nodes still had was recorded afterwards");
            store.writeEvents(List.of(gap), now);
            failedSince = null;
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

    /** If the wall clock was set since the last flush. */
    private Optional<RecordedEvent> clockGap(ClockReading now) {
        Instant expected = lastFlush.wall().plus(now.since(lastFlush));
        Duration ahead = Duration.between(expected, now.wall());
        if (ahead.abs().compareTo(CLOCK_TOLERANCE) <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                ahead.isNegative()
                        ? new Gap(
                                Gap.Reason.CLOCK,
                                null,
                                now.wall(),
                                expected,
                                "the clock was set back, so this time came twice")
                        : new Gap(
                                Gap.Reason.CLOCK,
                                null,
                                expected,
                                now.wall(),
                                "the clock was set forward, or the machine slept"));
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

    /** Writes what waits, at most for 10 s, and releases the folder. */
    @Override
    public void close() {
        var closed = new CompletableFuture<@Nullable Void>();
        boolean isFirst = thread.tryExecute(() -> {
            flush();
            store.close();
            closed.complete(null);
        });
        if (isFirst) {
            thread.close();
            Futures.awaitDone(closed, CLOSE_TIME);
        }
    }
}
