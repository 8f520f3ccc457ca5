package dev.telltale.model;

import java.util.Locale;
import java.util.Optional;

/** The outcome of one heartbeat request: the reason for a {@link Status}. */
public enum Evidence {
    /** The peer answered under its own id. */
    OK("answered"),
    /** Nothing listens at the address: the process has ended. */
    REFUSED("connection refused"),
    /** The connection broke during the request; inconclusive, so the peer is asked again at once. */
    RESET("connection reset"),
    /** No complete response before the deadline. */
    TIMEOUT("no answer in time"),
    BAD_STATUS("answered with an error"),
    BAD_BODY("answered with an invalid body"),
    /** Another node answered at this peer's address. */
    WRONG_NODE("another node answered"),
    /** The peer announced that it leaves. */
    LEFT("left");

    private final String phrase;

    Evidence(String phrase) {
        this.phrase = phrase;
    }

    /** The name in JSON and on the screen. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same as a phrase for a sentence. */
    public String phrase() {
        return phrase;
    }

    public static Optional<Evidence> parse(String word) {
        for (Evidence evidence : values()) {
            if (evidence.id().equals(word)) {
                return Optional.of(evidence);
            }
        }
        return Optional.empty();
    }
}
