package dev.telltale.recording;

import dev.telltale.model.NodeId;
import dev.telltale.platform.BoundedZip;
import dev.telltale.platform.LineInput;
import dev.telltale.text.SafeText;
import dev.telltale.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, of which no more than one block at a time is in memory; also while it is written. Not thread-safe;
 * several readers may read one recording.
 */
public final class RecordingReader {
    private static final int MAX_LINE_BYTES = 1 << 23;
    private static final byte[] STATUS = EventWriter.head("status");
    private static final byte[] VERDICT = EventWriter.head("verdict");

    private final Path opened;
    private final List<Segment> attempts;
    private final List<Segment> changes;
    private final Set<String> notes = new LinkedHashSet<>();
    private final @Nullable RecordingInfo info;

    /**
     * Opens a recording.
     *
     * @param folderOrFile the folder of a recording, one of its segments, or a recording that was exported to one file
     * @throws RecordingException with one sentence, if it is none, cannot be read, or has a format version that this
     *     program does not know
     */
    public RecordingReader(Path folderOrFile) throws RecordingException {
        opened = folderOrFile;
        if (Files.isDirectory(folderOrFile)) {
            info = info(folderOrFile.resolve(HeldFolder.INFO_FILE));
            attempts = list(Segment.Kind.ATTEMPTS);
            changes = list(Segment.Kind.CHANGES);
            return;
        }
        if (!Files.exists(folderOrFile)) {
            throw new RecordingException("there is no file or folder " + folderOrFile);
        }
        Segment single = Segment.parse(folderOrFile).orElse(null);
        if (single == null) {
            List<String> entries = entries(folderOrFile);
            attempts = Segment.list(folderOrFile, entries, Segment.Kind.ATTEMPTS);
            changes = Segment.list(folderOrFile, entries, Segment.Kind.CHANGES);
            Path file = folderOrFile.resolve(HeldFolder.INFO_FILE);
            info = info(file, () -> BoundedZip.open(folderOrFile, HeldFolder.INFO_FILE));
            return;
        }
        boolean isAttempts = single.kind() == Segment.Kind.ATTEMPTS;
        attempts = isAttempts ? List.of(single) : List.of();
        changes = isAttempts ? List.of() : List.of(single);
        info = isAttempts ? null : info(folderOrFile);
    }

    /** The entries of a recording in one file; it holds nothing else. */
    private static List<String> entries(Path file) throws RecordingException {
        try {
            if (!BoundedZip.isZip(file)) {
                throw new RecordingException(file
                        + " is no segment of a recording by its name, and no exported recording; name the folder of a"
                        + " recording, or a file like attempts-000001-20261130T110512Z.ttr in it");
            }
            List<String> names = BoundedZip.names(file);
            for (String name : names) {
                if (!name.equals(HeldFolder.INFO_FILE)
                        && Segment.parse(file, name).isEmpty()) {
                    throw new RecordingException(
                            file + " is no exported recording: it has the entry " + SafeText.of(name));
                }
            }
            return names;
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new RecordingException(
                    file + " is no exported recording that can be read: " + RecordingException.reason(e), e);
        }
    }

    private List<Segment> list(Segment.Kind kind) throws RecordingException {
        try {
            return Segment.list(opened, kind);
        } catch (IOException e) {
            throw unreadable(opened, e);
        }
    }

    /** The settings in the first line of a file. */
    static RecordingInfo info(Path file) throws RecordingException {
        if (!Files.exists(file)) {
            throw new RecordingException(
                    file.getParent() + " is not a recording: it has no file " + file.getFileName());
        }
        return info(file, () -> Files.newInputStream(file));
    }

    /** Opens a file to read. */
    private interface Content {
        InputStream open() throws IOException;
    }

    private static RecordingInfo info(Path file, Content content) throws RecordingException {
        try (var lines = new LineInput(content.open(), MAX_LINE_BYTES)) {
            RecordedEvent first = parse(file, 1, lines.next() ? lines.line() : new byte[0]);
            if (first instanceof RecordedEvent.Settings settings) {
                return settings.info();
            }
            throw new RecordingException(file + " is not a Telltale recording: its first line has no settings");
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Which cluster was recorded, as it was at first; empty for a single segment of attempts. */
    public Optional<RecordingInfo> info() {
        return Optional.ofNullable(info);
    }

    /**
     * Visits the parts of the traces, those of each node in the order in which they happened.
     *
     * @param from parts that ended before are left out
     * @param until parts that began at or after are left out; one whose begin is not known is not
     * @throws RecordingException with one sentence, if a file is broken or cannot be read
     */
    public void attempts(Instant from, Instant until, Consumer<RecordedChunk> visitor) throws RecordingException {
        for (Segment segment : attempts) {
            if (segment.exists() && mayHold(segment, from, until)) {
                note(
                        segment.file(),
                        AttemptsReader.read(segment, from, until, visitor).torn());
            }
        }
    }

    /** Whether the segment may have parts in the span; its header says so once it is compact. */
    private static boolean mayHold(Segment segment, Instant from, Instant until) throws RecordingException {
        try (var in = new BlockInput(segment)) {
            BlockFormat.FileHeader header = in.header();
            return !header.isCompact()
                    || (!header.to().isBefore(from) && header.from().isBefore(until));
        }
    }

    private void note(Path file, long torn) {
        if (torn > 0) {
            notes.add("the last " + torn + " bytes of " + file.getFileName()
                    + " are incomplete and left out: its recorder was ended, or is writing them");
        }
    }

    /**
     * Visits the events, in the order in which they were written.
     *
     * @param from events that ended before are left out, except settings
     * @param until events that began at or after are left out
     * @throws RecordingException with one sentence, if a file is broken or cannot be read
     */
    public void events(Instant from, Instant until, Consumer<RecordedEvent> visitor) throws RecordingException {
        for (Segment segment : changes) {
            if (segment.exists()) {
                events(segment, event -> {
                    if (event.at().isBefore(until) && !event.until().isBefore(from)) {
                        visitor.accept(event);
                    }
                });
            }
        }
    }

    /**
     * Visits all settings, what is known of processes and faults, and gaps, in the order in which they were written. Much
     * faster than {@link #events}: the changes of statuses and verdicts, which are most lines, are passed over.
     *
     * @throws RecordingException with one sentence, if a file is broken or cannot be read
     */
    public void incidents(Consumer<RecordedEvent> visitor) throws RecordingException {
        for (Segment segment : changes) {
            if (segment.exists()) {
                lines(segment, line -> !isChange(line), visitor);
            }
        }
    }

    private static boolean isChange(LineInput lines) {
        return lines.startsWith(STATUS) || lines.startsWith(VERDICT);
    }

    private void events(Segment segment, Consumer<RecordedEvent> visitor) throws RecordingException {
        lines(segment, line -> true, visitor);
    }

    private void lines(Segment segment, Predicate<LineInput> isWanted, Consumer<RecordedEvent> visitor)
            throws RecordingException {
        Path file = segment.file();
        try (var lines = new LineInput(segment.open(), MAX_LINE_BYTES)) {
            for (int number = 1; lines.next(); number++) {
                if (!lines.isComplete()) {
                    note(file, lines.length());
                    return;
                }
                if (isWanted.test(lines)) {
                    visitor.accept(parse(file, number, lines.line()));
                }
            }
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static RecordedEvent parse(Path file, int number, byte[] line) throws RecordingException {
        try {
            return EventReader.read(line, line.length);
        } catch (WireException e) {
            throw new RecordingException(file + " cannot be read, line " + number + ": " + e.getMessage(), e);
        }
    }

    /** The last part of each node in the newest segment that has any. */
    Collection<RecordedChunk> lastOfEachNode() throws RecordingException {
        Map<NodeId, RecordedChunk> last = new LinkedHashMap<>();
        for (int i = attempts.size() - 1; i >= 0 && last.isEmpty(); i--) {
            AttemptsReader.read(attempts.get(i), Instant.MIN, Instant.MAX, chunk -> last.put(chunk.node(), chunk));
        }
        return last.values();
    }

    /**
     * Until when the trace of each of these nodes was read, by the newest segment that has a trace: its begin for a node
     * that has none in it. Empty if no trace was recorded, or only changes are read.
     */
    public Map<NodeId, Instant> readUntil(Collection<NodeId> nodes) throws RecordingException {
        Map<NodeId, Instant> until = new LinkedHashMap<>();
        for (int i = attempts.size() - 1; i >= 0 && until.isEmpty(); i--) {
            Segment segment = attempts.get(i);
            AttemptsReader.read(segment, Instant.MIN, Instant.MAX, chunk -> until.put(chunk.node(), chunk.to()));
            Instant begin = segment.start();
            if (!until.isEmpty()) {
                nodes.forEach(node -> until.putIfAbsent(node, begin));
            }
        }
        return until;
    }

    /** About when the newest so many bytes of attempts begin; {@link Instant#MIN} if there are no more. */
    public Instant newestAttempts(long bytes, Instant end) throws RecordingException {
        try {
            return Segment.begin(attempts, bytes, end);
        } catch (IOException e) {
            throw unreadable(opened, e);
        }
    }

    /** What was left out of the files that were read, a sentence for each without a full stop. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The bytes of the files of this recording. */
    public long bytes() throws RecordingException {
        long bytes = 0;
        List<Segment> all = new ArrayList<>(attempts);
        all.addAll(changes);
        for (Segment segment : all) {
            try {
                bytes += segment.size();
            } catch (IOException e) {
                throw unreadable(segment.file(), e);
            }
        }
        return bytes;
    }

    private static RecordingException unreadable(Path file, IOException e) {
        return new RecordingException(file + " cannot be read: " + RecordingException.reason(e), e);
    }
}
