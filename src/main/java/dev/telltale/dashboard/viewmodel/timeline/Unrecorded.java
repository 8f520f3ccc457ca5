package dev.telltale.dashboard.viewmodel.timeline;

import java.time.Instant;

/**
 * A time of which nothing is recorded, so that nothing is known.
 *
 * @param from inclusive
 * @param until exclusive
 * @param why a sentence without its full stop: "no recorder ran"
 * @param isTruthKnown whether it is known which processes ran, and which faults were active
 */
public record Unrecorded(Instant from, Instant until, String why, boolean isTruthKnown) {
    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
