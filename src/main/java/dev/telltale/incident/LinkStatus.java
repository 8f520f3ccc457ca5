package dev.telltale.incident;

import dev.telltale.fault.Link;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The status of one link, reported by an observer that answers.
 *
 * @param status not {@link Status#UNKNOWN}: a link without a status is left out
 * @param since when it changed to this status, by our clock
 * @param evidence null if only silence caused it
 */
public record LinkStatus(
        Link link, Status status, Instant since, @Nullable Evidence evidence) {
    public LinkStatus {
        if (status == Status.UNKNOWN) {
            throw new IllegalArgumentException("the status of a link is known, found none of " + link);
        }
    }
}
