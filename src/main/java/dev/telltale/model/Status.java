package dev.telltale.model;

import java.util.Locale;
import java.util.Optional;

/** The status of a subject as judged by an observer. */
public enum Status {
    /** No heartbeat yet, and not silent long enough to be down. */
    UNKNOWN,
    UP,
    /** An attempt failed, but the timeout has not passed. */
    SUSPECT,
    DOWN;

    public boolean isSuspectOrDown() {
        return this == SUSPECT || this == DOWN;
    }

    /** The name in JSON and on the screen. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> parse(String word) {
        for (Status status : values()) {
            if (status.id().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
