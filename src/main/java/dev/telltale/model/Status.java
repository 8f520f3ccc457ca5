package dev.telltale.model;

import java.util.Locale;
import java.util.Optional;

/** What an observer believes of a subject. */
public enum Status {
    /** Not heard yet, or not long enough silent to judge. */
    UNKNOWN,
    UP,
    /** An attempt was missed, but the timeout has not passed. */
    SUSPECT,
    DOWN;

    /** Suspect or down. */
    public boolean isDoubted() {
        return this == SUSPECT || this == DOWN;
    }

    /** The word on the wire and on the screen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> ofWord(String word) {
        for (Status status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
