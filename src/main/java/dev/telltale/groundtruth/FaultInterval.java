package dev.telltale.groundtruth;

import dev.telltale.fault.Fault;
import dev.telltale.time.ClockReading;
import org.jspecify.annotations.Nullable;

/**
 * One injected fault and when it was active.
 *
 * @param from immediately before the request to the first node
 * @param until immediately before the first request to heal it, or when it was found to be healed; null while it is
 *     active
 */
public record FaultInterval(
        Fault fault, ClockReading from, @Nullable ClockReading until) {}
