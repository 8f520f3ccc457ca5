package dev.telltale.recording;

import dev.telltale.model.NodeId;
import java.time.Instant;

/**
 * A part of the trace of one process, as it was recorded. The arrays are not copied: do not change them.
 *
 * @param header says which process and settings the ticks are of; opaque here
 * @param from no tick in it happened before, by the recorder's clock; {@link Instant#EPOCH} if that is not known
 * @param to no tick in it happened later, by the recorder's clock
 * @param first the number of its first tick
 * @param next the number of the tick that follows it, more than {@code first}; a part that begins with another number
 *     than that at which the one before ended follows a gap
 * @param ticks opaque here
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying would double the cost of reading.
public record RecordedChunk(NodeId node, byte[] header, Instant from, Instant to, long first, long next, byte[] ticks) {
    /** The most bytes of a header. */
    public static final int MAX_HEADER_BYTES = 1 << 16;

    /** The most bytes of the ticks of one part: four times what a node keeps. */
    public static final int MAX_TICK_BYTES = 1 << 20;

    /** The most ticks of one part. */
    public static final int MAX_TICKS = 1 << 20;

    public RecordedChunk {
        if (header.length > MAX_HEADER_BYTES || ticks.length > MAX_TICK_BYTES) {
            throw new IllegalArgumentException("a trace has at most " + MAX_HEADER_BYTES + " bytes of header and "
                    + MAX_TICK_BYTES + " of ticks, found " + header.length + " and " + ticks.length);
        }
        if (first < 0 || next <= first || next - first > MAX_TICKS) {
            throw new IllegalArgumentException(
                    "a trace has 1 to " + MAX_TICKS + " ticks, found " + first + " to " + next);
        }
        from = from.isAfter(to) ? to : from;
    }

    /** The number of ticks in it. */
    public long count() {
        return next - first;
    }
}
