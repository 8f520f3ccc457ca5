package dev.telltale.trace;

/** The unit of all durations in encoded ticks, which begin with its number. */
enum TimeUnitCode {
    /** For real nodes, whose threads wake later by more than that. */
    MICROSECOND(0, 1_000),
    /** For simulated nodes, which wake exactly when something is due. */
    NANOSECOND(1, 1);

    private final int number;
    private final long nanos;

    TimeUnitCode(int number, long nanos) {
        this.number = number;
        this.nanos = nanos;
    }

    int number() {
        return number;
    }

    long nanos() {
        return nanos;
    }

    /** Nanoseconds that are never negative, in whole units. */
    long units(long duration) {
        return Math.max(0, duration) / nanos;
    }

    static TimeUnitCode of(int number) throws TraceFormatException {
        for (TimeUnitCode unit : values()) {
            if (unit.number == number) {
                return unit;
            }
        }
        throw new TraceFormatException("ticks begin with the unknown unit of time " + number);
    }
}
