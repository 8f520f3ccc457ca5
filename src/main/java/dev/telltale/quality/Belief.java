package dev.telltale.quality;

import dev.telltale.model.Status;
import java.time.Instant;

/**
 * A change of belief.
 *
 * @param at on the same clock as the {@link Truth} it is measured against
 * @param status held from then on
 */
public record Belief(Instant at, Status status) {}
