package dev.telltale.observe;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Report;
import dev.telltale.model.Row;
import org.jspecify.annotations.Nullable;

/**
 * How an observer was there for a while: whether it answered, and how it judged.
 *
 * @param silence why it did not answer, in words; null while it did
 */
record Presence(
        @Nullable String silence,
        @Nullable String detector,
        @Nullable Integer health,
        @Nullable HeartbeatSettings settings) {

    static Presence of(Row row) {
        Report report = row.report();
        if (report == null) {
            return new Presence(row.silence() == null ? "no answer" : row.silence(), null, null, null);
        }
        return new Presence(row.silence(), report.detector(), report.health(), report.settings());
    }

    /** The same without the words that may differ each time. */
    Presence plain() {
        return new Presence(silence == null ? null : "no answer", null, health, settings);
    }

    boolean isSilent() {
        return silence != null;
    }
}
