package dev.telltale.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Deletes the segments of a recording that are too old or too many, oldest first; never the newest of a kind. */
final class Retention {
    private Retention() {}

    /**
     * Deletes what the limits do not allow.
     *
     * @param now the time that ages are measured from
     * @throws IOException if the folder cannot be read or a file cannot be deleted
     */
    static void apply(Path folder, RecordingLimits limits, Instant now) throws IOException {
        List<Segment> closed = new ArrayList<>();
        Instant oldest = now.minus(limits.keep());
        for (Segment.Kind kind : Segment.Kind.values()) {
            List<Segment> segments = Segment.list(folder, kind);
            for (int i = 0; i < segments.size() - 1; i++) {
                // Nothing in a segment is newer than the next one, or than the longest time that a segment covers.
                Instant latest = segments.get(i).start().plus(RecordingStore.SEGMENT_TIME);
                Instant next = segments.get(i + 1).start();
                if ((next.isBefore(latest) ? next : latest).isBefore(oldest)) {
                    Files.deleteIfExists(segments.get(i).file());
                } else {
                    closed.add(segments.get(i));
                }
            }
        }
        closed.sort(Comparator.comparing(Segment::start));
        // Both open segments may grow to their limit.
        long excess = size(folder) + 2 * limits.segmentBytes() - limits.maxBytes();
        for (Segment segment : closed) {
            if (excess <= 0) {
                return;
            }
            excess -= Files.size(segment.file());
            Files.deleteIfExists(segment.file());
        }
    }

    /** The bytes of all files in the folder. */
    static long size(Path folder) throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
        }
        return bytes;
    }
}
