package dev.telltale.quality;

import java.util.Locale;

/** The ways in which a node goes out of service. */
public enum Failure {
    /** The process ended without a word; a restart knows nothing of before. */
    CRASH,
    /** The process stands still and keeps its memory. */
    HANG,
    /** The process said goodbye; a restart knows nothing of before. */
    LEAVE;

    /** The word on the screen and in a file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
