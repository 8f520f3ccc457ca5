package dev.telltale.qos;

import dev.telltale.groundtruth.GroundTruth;
import dev.telltale.model.Silence;
import dev.telltale.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of belief.
 *
 * @param at on the same clock as the {@link GroundTruth} it is measured against
 * @param status held from then on
 * @param silence what ended with this return to up, as the observer measured it; null if it said nothing of it
 */
public record StatusChange(
        Instant at, Status status, @Nullable Silence silence) {

    public StatusChange(Instant at, Status status) {
        this(at, status, null);
    }
}
