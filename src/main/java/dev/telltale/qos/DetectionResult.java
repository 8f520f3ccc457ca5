package dev.telltale.qos;

/** A {@link Detection} against its {@link DetectionBound}. */
public enum DetectionResult {
    /** Noticed within the band, or earlier. */
    RIGHT,
    /** Noticed, but after the band. */
    LATE,
    /** Not noticed, though it was watched for longer than the band. */
    MISSED,
    /** Not noticed, and over before it had to be. */
    TOO_SHORT
}
