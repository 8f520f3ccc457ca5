package dev.telltale.bench;

import dev.telltale.model.Fault;
import dev.telltale.model.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one fault.
 *
 * @param from immediately before the first node was told
 * @param until when the last node had answered that it is healed, or the last lease had ended; null while it is in force
 */
public record FaultDeed(Fault fault, Moment from, @Nullable Moment until) {}
