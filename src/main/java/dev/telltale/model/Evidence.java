package dev.telltale.model;

import java.util.Locale;
import java.util.Optional;

/** How an attempt to hear a heartbeat ended: the reason behind a {@link Status}. */
public enum Evidence {
    /** The peer answered, as itself. */
    OK("answered"),
    /** Nothing listens at the address: the process is gone. */
    REFUSED("connection refused"),
    /** The connection broke while asking; says little alone, so the peer is asked again at once. */
    RESET("connection reset"),
    /** No whole answer before the deadline. */
    TIMEOUT("no answer in time"),
    BAD_STATUS("answered with an error"),
    BAD_BODY("answered nonsense"),
    /** Another node answered at this peer's address. */
    WRONG_NODE("another node answered"),
    /** The peer said goodbye. */
    LEFT("left");

    private final String phrase;

    Evidence(String phrase) {
        this.phrase = phrase;
    }

    /** The word on the wire and on the screen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same in a few words, for a sentence. */
    public String phrase() {
        return phrase;
    }

    public static Optional<Evidence> ofWord(String word) {
        for (Evidence evidence : values()) {
            if (evidence.word().equals(word)) {
                return Optional.of(evidence);
            }
        }
        return Optional.empty();
    }
}
