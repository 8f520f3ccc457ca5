package dev.telltale.trace;

/** The unit of all durations in encoded ticks, which begin with its number. */
enum TimeUnitCode {
    /** For real nodes, whose threads wake later by more than that. */
    MICROSECOND(1_000),
    /** For simulated nodes, which wake exactly when something is due. */
    NANOSECOND(1);

    private static final TimeUnitCode[] ALL = values();

    private final long nanos;

    TimeUnitCode(long nanos) {
        this.nanos = nanos;
    }

    long nanos() {
        return nanos;
    }

    /** Nanoseconds that are never negative, in whole units. */
    long units(long duration) {
        return Math.max(0, duration) / nanos;
    }

    static TimeUnitCode of(int number) throws TraceFormatException {
        if (number >= ALL.length) {
            throw new TraceFormatException("ticks begin with the unknown unit of time " + number);
        }
        return ALL[number];
    }
}
