package dev.telltale.groundtruth;

import dev.telltale.fault.Fault;
import dev.telltale.time.ClockReading;
import org.jspecify.annotations.Nullable;

/**
 * The truth about one fault.
 *
 * @param from immediately before the first node was told
 * @param until immediately before the first node was told to heal it, or when it was found healed; null while it is in force
 */
public record FaultInterval(
        Fault fault, ClockReading from, @Nullable ClockReading until) {}
