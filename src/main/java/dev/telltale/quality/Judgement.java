package dev.telltale.quality;

/** A {@link Detection} against its {@link Band}. */
public enum Judgement {
    /** Noticed within the band, or earlier. */
    RIGHT,
    /** Noticed, but after the band. */
    LATE,
    /** Not noticed, though it was watched for longer than the band. */
    MISSED,
    /** Not noticed, and over before it had to be. */
    TOO_SHORT
}
