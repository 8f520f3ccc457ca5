package dev.telltale.qos;

import java.time.Instant;
import java.util.List;

/**
 * Status of one lane over time.
 *
 * @param changes oldest first; before the first the status is unknown
 */
public record StatusHistory(DetectorKey lane, List<StatusChange> changes) {
    public StatusHistory {
        changes = List.copyOf(changes);
        for (int i = 1; i < changes.size(); i++) {
            Instant before = changes.get(i - 1).at();
            if (changes.get(i).at().isBefore(before)) {
                throw new IllegalArgumentException(
                        "changes are in time order, found " + changes.get(i).at() + " after " + before + " in " + lane);
            }
        }
    }
}
