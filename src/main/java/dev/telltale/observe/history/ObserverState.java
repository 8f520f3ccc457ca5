package dev.telltale.observe.history;

import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.MatrixRow;
import dev.telltale.model.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * The state of an observer during an interval: whether it answered, and its settings.
 *
 * @param silence why it did not answer; null while it did
 */
record ObserverState(
        @Nullable String silence,
        @Nullable String detector,
        @Nullable Integer health,
        @Nullable HeartbeatSettings settings) {

    static ObserverState of(MatrixRow row) {
        StatusReport report = row.report();
        if (report == null) {
            return new ObserverState(row.silence() == null ? "no answer" : row.silence(), null, null, null);
        }
        return new ObserverState(
                row.silence(),
                report.reporter().detector(),
                report.health(),
                report.reporter().settings());
    }

    /** The same without the texts, which may differ each time. */
    ObserverState plain() {
        return new ObserverState(silence == null ? null : "no answer", null, health, settings);
    }

    boolean isSilent() {
        return silence != null;
    }
}
