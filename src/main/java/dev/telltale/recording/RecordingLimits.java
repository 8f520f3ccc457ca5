package dev.telltale.recording;

import java.time.Duration;

/**
 * How much a recording keeps; what is older, or beyond the size, is deleted a segment at a time.
 *
 * @param keep age at which a segment is deleted, 1 h to 10,000 days; a segment covers at most 6 h
 * @param maxBytes size of all files, 1 MB to 1 TB
 */
public record RecordingLimits(Duration keep, long maxBytes) {
    private static final Duration MIN_KEEP = Duration.ofHours(1);
    private static final Duration MAX_KEEP = Duration.ofDays(10_000);
    private static final long MIN_BYTES = 1_000_000;
    private static final long MAX_BYTES = 1_000_000_000_000L;
    private static final long MAX_SEGMENT_BYTES = 16_000_000;
    private static final int SEGMENTS = 16;

    // After the limits above, because the constructor reads them.
    public static final RecordingLimits DEFAULT = new RecordingLimits(Duration.ofDays(30), 1_000_000_000L);

    public RecordingLimits {
        if (keep.compareTo(MIN_KEEP) < 0 || keep.compareTo(MAX_KEEP) > 0) {
            throw new IllegalArgumentException("a recording is kept for 1h to 10000d, found " + keep.toSeconds() + "s");
        }
        if (maxBytes < MIN_BYTES || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the size of a recording is limited to 1MB to 1000GB, found " + maxBytes + " bytes");
        }
    }

    /** The size at which a new segment is begun: 62 kB to 16 MB. */
    long segmentBytes() {
        return Math.min(maxBytes / SEGMENTS, MAX_SEGMENT_BYTES);
    }
}
