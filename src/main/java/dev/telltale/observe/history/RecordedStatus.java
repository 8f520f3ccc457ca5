package dev.telltale.observe.history;

import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import org.jspecify.annotations.Nullable;

/** What an observer's deciding detector held of a subject for a while, and on what evidence. */
public record RecordedStatus(
        Status status,
        @Nullable Evidence evidence,
        @Nullable String error) {
    /** The same without the words that may differ each time. */
    RecordedStatus plain() {
        return new RecordedStatus(status, evidence, null);
    }
}
