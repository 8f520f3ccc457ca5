package dev.telltale.qos;

/** Result of comparing a {@link Detection} with its {@link DetectionBound}. */
public enum DetectionResult {
    /** Detected by the upper bound. */
    RIGHT,
    /** Detected after the upper bound. */
    LATE,
    /** Not detected, though the subject was watched for longer than the upper bound. */
    MISSED,
    /** Not detected, and ended before the upper bound. */
    TOO_SHORT
}
