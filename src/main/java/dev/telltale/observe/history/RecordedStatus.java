package dev.telltale.observe.history;

import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import org.jspecify.annotations.Nullable;

/** The status of a cell during an interval, by one detector, with its evidence. */
public record RecordedStatus(
        Status status,
        @Nullable Evidence evidence,
        @Nullable String error) {
    /** The same without the error text, which may differ each time. */
    RecordedStatus plain() {
        return new RecordedStatus(status, evidence, null);
    }
}
