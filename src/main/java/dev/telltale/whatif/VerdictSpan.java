package dev.telltale.whatif;

import dev.telltale.model.Status;
import java.time.Instant;

/**
 * A part of the recorded time in which one detector held the same verdict of one link.
 *
 * @param until after {@code from}
 */
public record VerdictSpan(Instant from, Instant until, Status verdict) {}
