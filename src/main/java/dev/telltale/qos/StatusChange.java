package dev.telltale.qos;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of one lane's status.
 *
 * @param at on the clock of the {@link GroundTruth} that it is compared with
 * @param status from then on
 * @param silence the silence that this return to up ended, as the observer measured it; null if it reported none
 */
public record StatusChange(
        Instant at, Status status, @Nullable Silence silence) {

    public StatusChange(Instant at, Status status) {
        this(at, status, null);
    }
}
