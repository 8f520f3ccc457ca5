package dev.telltale.groundtruth;

import dev.telltale.fault.Fault;
import dev.telltale.time.ClockReading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One injected fault and when it was active.
 *
 * @param from immediately before the request to the first node
 * @param until immediately before the first request to heal it, or when it was found to be healed; null while it is
 *     active
 * @param healedBy null while it is active
 */
public record FaultInterval(
        Fault fault,
        ClockReading from,
        @Nullable ClockReading until,
        Origin madeBy,
        @Nullable Origin healedBy) implements OutageTrigger {
    /** A fault that was made, and healed if it has ended, by hand. */
    public FaultInterval(Fault fault, ClockReading from, @Nullable ClockReading until) {
        this(fault, from, until, Origin.MANUAL, until == null ? null : Origin.MANUAL);
    }

    @Override
    public ClockReading began() {
        return from;
    }

    /** The end on the wall clock; null while the fault is active. */
    public @Nullable Instant end() {
        return until == null ? null : until.wall();
    }

    /** Whether it was active between two instants, of which the second is exclusive. */
    public boolean overlaps(Instant start, Instant end) {
        return Interval.overlap(from.wall(), end(), start, end);
    }

    /** The same interval as it was known at the instant: without an end that is later. */
    FaultInterval asOf(Instant at) {
        return end() != null && end().isAfter(at) ? new FaultInterval(fault, from, null, madeBy, null) : this;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.fault(this);
    }
}
