package dev.telltale.observe;

import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import org.jspecify.annotations.Nullable;

/** What an observer's deciding detector held of a subject for a while, and on what evidence. */
public record Held(
        Status status,
        @Nullable Evidence evidence,
        @Nullable String error) {
    /** The same without the words that may differ each time. */
    Held plain() {
        return new Held(status, evidence, null);
    }
}
