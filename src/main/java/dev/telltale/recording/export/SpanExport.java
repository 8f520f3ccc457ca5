package dev.telltale.recording.export;

import dev.telltale.groundtruth.Interval;
import dev.telltale.platform.BoundedZip;
import dev.telltale.recording.BlockEncoder;
import dev.telltale.recording.EventWriter;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordedEvent;
import dev.telltale.recording.RecordingException;
import dev.telltale.recording.RecordingInfo;
import dev.telltale.recording.RecordingReader;
import dev.telltale.recording.Segment;
import dev.telltale.recording.load.RecordedSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a span of a recording as one file: a zip of one segment of attempts and one of changes. It has the attempts
 * from a minute before the span to a minute after it, the settings, and all changes, faults and process events, with
 * those before it that still held. {@link RecordingReader} opens it.
 */
public final class SpanExport {
    /** The ending of the name of such a file. */
    public static final String SUFFIX = ".telltale";

    /** Around the span. */
    public static final Duration MARGIN = Duration.ofSeconds(60);

    /** Intervals and timeouts that a replay needs before it measures. */
    private static final int WARM_UP_INTERVALS = 100;

    private static final int WARM_UP_TIMEOUTS = 2;
    private static final String INFO_FILE = "recording.json";

    private SpanExport() {}

    /**
     * The time of which attempts are written: from a minute before the span, and from so much earlier that the detectors
     * are measured from its begin on if it is replayed, to a minute after it.
     */
    public static Interval withMargin(Interval span, RecordingInfo info) {
        Duration warmUp = info.heartbeat()
                .interval()
                .multipliedBy(WARM_UP_INTERVALS)
                .plus(info.heartbeat().timeout().multipliedBy(WARM_UP_TIMEOUTS));
        Duration before = warmUp.compareTo(MARGIN) > 0 ? warmUp : MARGIN;
        return new Interval(span.from().minus(before), span.to().plus(MARGIN));
    }

    /**
     * Writes the file; what was there is replaced, in one step. Reads the recording.
     *
     * @throws RecordingException with one sentence, if the recording cannot be read, has nothing in the span, or has too
     *     much for one file
     * @throws IOException if the file cannot be written
     */
    public static void write(Path recording, Interval span, Path file) throws IOException {
        var reader = new RecordingReader(recording);
        RecordingInfo info = reader.info()
                .orElseThrow(() -> new RecordingException(
                        recording + " is one segment of attempts; name the folder that it is in"));
        Interval wide = withMargin(span, info);
        RecordedSpan changes = RecordedSpan.read(reader, wide.from(), wide.to());
        info = changes.info() == null ? info : changes.info();
        List<RecordedChunk> chunks = chunks(reader, wide);
        if (chunks.isEmpty()) {
            throw new RecordingException("nothing was recorded in this time");
        }
        Instant start = wide.from().truncatedTo(ChronoUnit.SECONDS);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part);
                    var zip = new ZipOutputStream(out)) {
                byte[] settings = EventWriter.line(new RecordedEvent.Settings(since(info, start)));
                add(zip, INFO_FILE, settings);
                add(
                        zip,
                        Segment.of(file, Segment.Kind.ATTEMPTS, 1, start).name(),
                        BlockEncoder.segment(start, wide.from(), wide.to(), chunks));
                add(zip, Segment.of(file, Segment.Kind.CHANGES, 1, start).name(), lines(settings, changes));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static RecordingInfo since(RecordingInfo info, Instant begin) {
        return new RecordingInfo(begin, info.cluster(), info.heartbeat(), info.detection(), info.members());
    }

    private static List<RecordedChunk> chunks(RecordingReader reader, Interval wide) throws RecordingException {
        List<RecordedChunk> chunks = new ArrayList<>();
        long[] bytes = {0};
        reader.attempts(wide.from(), wide.to(), chunk -> {
            if (bytes[0] < BoundedZip.MAX_BYTES / 2) {
                TrimmedChunk.of(chunk, wide).ifPresent(part -> {
                    bytes[0] += part.ticks().length + part.header().length;
                    chunks.add(part);
                });
            }
        });
        if (bytes[0] >= BoundedZip.MAX_BYTES / 2) {
            throw new RecordingException(
                    "there are more than " + (BoundedZip.MAX_BYTES >> 21) + " MB in this time; choose a shorter one");
        }
        return chunks;
    }

    private static byte[] lines(byte[] settings, RecordedSpan changes) {
        var lines = new ByteArrayOutputStream();
        lines.writeBytes(settings);
        changes.all().forEach(event -> lines.writeBytes(EventWriter.line(event)));
        return lines.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        if (content.length > BoundedZip.MAX_BYTES / 2) {
            throw new RecordingException("there is too much in this time for one file; choose a shorter one");
        }
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
