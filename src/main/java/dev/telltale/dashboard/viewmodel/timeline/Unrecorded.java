package dev.telltale.dashboard.viewmodel.timeline;

import java.time.Instant;

/**
 * A time of which nothing is recorded, so that nothing is known.
 *
 * @param until exclusive
 * @param why a sentence without its full stop: "no recorder ran"
 */
public record Unrecorded(Instant from, Instant until, String why) {
    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
