package dev.telltale.bench;

import dev.telltale.model.Fault;
import dev.telltale.model.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one fault.
 *
 * @param from immediately before the first node was told
 * @param until immediately before the first node was told to heal it, or when it was found healed; null while it is in force
 */
public record FaultDeed(Fault fault, Moment from, @Nullable Moment until) {}
