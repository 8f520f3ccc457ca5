package dev.telltale.recording;

import dev.telltale.time.ClockReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The files of a recording that is written: two segments that are appended to, rotation, retention and the lock. After
 * a failure the next write begins new segments. One thread.
 */
final class RecordingStore {
    /** The longest time that a segment covers; a day has a whole number of them. */
    static final Duration SEGMENT_TIME = Duration.ofHours(6);

    private static final Logger LOG = Logger.getLogger(RecordingStore.class.getName());
    /** Smaller steps back do not begin a segment. */
    private static final Duration STEP_BACK = Duration.ofSeconds(2);
    /** How much faster than the monotonic clock the wall clock may have gone before ages are not trusted. */
    private static final Duration AGE_TOLERANCE = Duration.ofHours(1);

    private final Path folder;
    private final RecordingLimits limits;
    private final AppendFile.Creator files;
    private final ClockReading opened;
    private final HeldFolder held;
    private RecordingInfo info;
    private @Nullable Open attempts;
    private @Nullable Open changes;

    /** A segment that is appended to. */
    private static final class Open {
        private final Segment segment;
        private final AppendFile file;
        private final BlockEncoder encoder;
        private long bytes;

        Open(Segment segment, AppendFile file) {
            this.segment = segment;
            this.file = file;
            encoder = new BlockEncoder(segment.start());
        }

        void append(byte[] content) throws IOException {
            file.append(content);
            bytes += content.length;
        }
    }

    /**
     * Opens the folder to write; creates it if it is missing.
     *
     * @throws RecordingException if another recorder uses it, if it holds something else, or if it cannot be written
     */
    RecordingStore(Path folder, RecordingInfo info, RecordingLimits limits, AppendFile.Creator files, ClockReading now)
            throws RecordingException {
        this.folder = folder;
        this.info = info;
        this.limits = limits;
        this.files = files;
        opened = now;
        held = new HeldFolder(folder, info, files);
        held.hold();
    }

    /** Compacts what an earlier recorder could not; returns the segments that lost an incomplete block. */
    List<Path> compactAll() throws IOException {
        List<Path> torn = new ArrayList<>();
        for (Segment segment : Segment.list(folder, Segment.Kind.ATTEMPTS)) {
            boolean isOpen = attempts != null && attempts.segment.equals(segment);
            if (!isOpen && compact(segment.file()) > 0) {
                torn.add(segment.file());
            }
        }
        return torn;
    }

    /** Begins a segment of changes, so that each recorder leaves its settings. */
    void begin(ClockReading now) throws IOException {
        changes(now);
    }

    /** Appends parts of traces, as one or few blocks. */
    void writeChunks(List<RecordedChunk> chunks, ClockReading now) throws IOException {
        if (!chunks.isEmpty()) {
            Open open = attempts(now);
            append(open, open.encoder.encode(chunks));
        }
    }

    /** Appends lines. */
    void writeEvents(List<RecordedEvent> events, ClockReading now) throws IOException {
        if (!events.isEmpty()) {
            var lines = new ByteArrayOutputStream();
            events.forEach(event -> lines.writeBytes(EventWriter.line(event)));
            append(changes(now), lines.toByteArray());
        }
    }

    private void append(Open open, byte[] content) throws IOException {
        try {
            if (Files.notExists(open.segment.file())) {
                throw new RecordingException(open.segment.file() + " was deleted");
            }
            open.append(content);
        } catch (IOException e) {
            closeFiles();
            throw e;
        }
    }

    private Open attempts(ClockReading now) throws IOException {
        Open open = attempts;
        if (open != null && isOver(open, now.wall())) {
            attempts = null;
            close(open);
            compact(open.segment.file());
            open = null;
        }
        if (open == null) {
            open = create(
                    Segment.Kind.ATTEMPTS,
                    now,
                    start -> BlockFormat.FileHeader.open(start).encode());
            attempts = open;
        }
        return open;
    }

    private Open changes(ClockReading now) throws IOException {
        Open open = changes;
        if (open != null && isOver(open, now.wall())) {
            changes = null;
            close(open);
            open = null;
        }
        if (open == null) {
            info = new RecordingInfo(now.wall(), info.cluster(), info.heartbeat(), info.detection(), info.members());
            open = create(Segment.Kind.CHANGES, now, start -> EventWriter.line(new RecordedEvent.Settings(info)));
            changes = open;
        }
        return open;
    }

    private boolean isOver(Open open, Instant now) {
        Instant start = open.segment.start();
        return open.bytes >= limits.segmentBytes()
                || Math.floorDiv(start.getEpochSecond(), SEGMENT_TIME.toSeconds())
                        != Math.floorDiv(now.getEpochSecond(), SEGMENT_TIME.toSeconds())
                || now.isBefore(start.minus(STEP_BACK));
    }

    /** The first bytes of a file. */
    private interface Head {
        byte[] of(Instant start);
    }

    private Open create(Segment.Kind kind, ClockReading now, Head head) throws IOException {
        held.hold();
        List<Segment> before = Segment.list(folder, kind);
        long number = before.isEmpty() ? 1 : before.get(before.size() - 1).number() + 1;
        Segment segment = Segment.of(
                folder, kind, number, Instant.ofEpochSecond(now.wall().getEpochSecond()));
        var open = new Open(segment, files.create(segment.file()));
        try {
            open.append(head.of(segment.start()));
        } catch (IOException e) {
            close(open);
            Files.deleteIfExists(segment.file());
            throw e;
        }
        applyLimits(now);
        return open;
    }

    /** A clock that was set forward by mistake must not delete a recording, so the monotonic clock bounds the age. */
    private void applyLimits(ClockReading now) {
        Instant latest = opened.wall().plus(now.since(opened)).plus(AGE_TOLERANCE);
        try {
            Retention.apply(folder, limits, now.wall().isAfter(latest) ? latest : now.wall());
        } catch (IOException e) {
            LOG.log(Level.FINE, "old segments were not deleted", e);
        }
    }

    /** Bytes that were cut off. A file that cannot be compacted stays as it is: readers read both. */
    private long compact(Path file) {
        try {
            return Compaction.run(file, files);
        } catch (IOException e) {
            LOG.log(Level.FINE, "a segment was not compacted", e);
            return 0;
        }
    }

    /** The last part of each node that an earlier recorder wrote. Reads the last segment. */
    Collection<RecordedChunk> lastOfEachNode() throws RecordingException {
        return new RecordingReader(folder).lastOfEachNode();
    }

    /** Up to when an earlier recorder recorded, as far as it has marked that; empty if there is none. */
    Optional<Instant> lastWrite() throws IOException {
        List<Segment> before = Segment.list(folder, Segment.Kind.CHANGES);
        return before.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Files.getLastModifiedTime(before.get(before.size() - 1).file())
                                .toInstant());
    }

    long bytes() throws IOException {
        return Retention.size(folder);
    }

    private void closeFiles() {
        Open oldAttempts = attempts;
        Open oldChanges = changes;
        attempts = null;
        changes = null;
        close(oldAttempts);
        close(oldChanges);
    }

    private static void close(@Nullable Open open) {
        try {
            if (open != null) {
                open.file.close();
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "a segment was not closed", e);
        }
    }

    /** When the oldest segment was begun; empty if there is none. */
    Optional<Instant> begin() throws IOException {
        return Segment.list(folder, Segment.Kind.CHANGES).stream().findFirst().map(Segment::start);
    }

    /**
     * Releases the lock.
     *
     * @param compacts whether to make the open segment compact, which takes up to some seconds
     * @param end up to when was recorded: the time of the last file, which the next recorder reads
     */
    void close(boolean compacts, Instant end) {
        Open lastAttempts = attempts;
        Open lastChanges = changes;
        closeFiles();
        if (lastAttempts != null && compacts) {
            compact(lastAttempts.segment.file());
        }
        if (lastChanges != null) {
            markEnd(lastChanges.segment.file(), end);
        }
        held.close();
    }

    private static void markEnd(Path file, Instant end) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(end));
        } catch (IOException e) {
            LOG.log(Level.FINE, "the end of a recording was not marked", e);
        }
    }
}
