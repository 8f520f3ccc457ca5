package dev.telltale.groundtruth;

import java.util.Locale;

/** The ways in which a node goes out of service. */
public enum Failure {
    /** The process ended without a word; a restart knows nothing of before. */
    CRASH,
    /** The process stands still and keeps its memory. */
    HANG,
    /** The process said goodbye; a restart knows nothing of before. */
    LEAVE,
    /** The process lives, asks and judges, and answers nothing that counts as a heartbeat. */
    MUTE,
    /** Both ends live, but what the observer asks of the subject does not come through. */
    CUT;

    /** Whether it ends what the node observes as well. */
    public boolean isOfProcess() {
        return this == CRASH || this == HANG || this == LEAVE;
    }

    /** Whether the node that comes back knows nothing of before. */
    public boolean isForgetting() {
        return this == CRASH || this == LEAVE;
    }

    /** Whether the subject is only silent: nothing tells its observers more than that. */
    public boolean isSilence() {
        return !isForgetting();
    }

    /** The word on the screen and in a file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
