package dev.telltale.trace;

/** Encoded ticks that can be decoded by themselves. The bytes are not copied and must not be changed. */
public final class TraceSegment {
    private final long first;
    private final int count;
    private final byte[] bytes;

    /**
     * Creates a segment.
     *
     * @param first the number of the first tick, from 0 in each process
     * @param count number of ticks
     * @param bytes of a {@link TickEncoder} since its last restart
     */
    public TraceSegment(long first, int count, byte[] bytes) {
        this.first = first;
        this.count = count;
        this.bytes = bytes;
    }

    /** The number of the first tick. */
    public long first() {
        return first;
    }

    /** The number of the tick after the last one. */
    public long next() {
        return first + count;
    }

    int count() {
        return count;
    }

    /** The encoded ticks. */
    public byte[] bytes() {
        return bytes;
    }
}
