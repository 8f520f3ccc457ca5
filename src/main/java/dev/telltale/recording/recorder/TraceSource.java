package dev.telltale.recording.recorder;

import dev.telltale.model.Member;
import java.io.IOException;
import java.time.Duration;

/** Where the trace of a node is read from. Any thread; calls for different nodes run concurrently. */
@FunctionalInterface
public interface TraceSource {
    /**
     * Reads what follows in the trace of the process that runs now. Blocks until there is a tick of this number or a
     * later one, at most for the wait; then the answer may have no ticks. If the process has not reached this number,
     * because another process than before runs, the answer has its header and no ticks, or any of its ticks.
     *
     * @param from the number of the first tick that is wanted; 0 for the oldest that the node still has
     * @param wait how long the node may delay its answer until there is a tick; zero for an answer at once
     * @throws IOException with one sentence, if the node does not answer or answers something else; or with the
     *     interrupt flag set, if this thread was interrupted
     */
    Chunk read(Member node, long from, Duration wait) throws IOException;

    /**
     * A part of the trace of one process. Header and ticks are opaque to a recorder.
     *
     * @param header the same bytes for all parts of the trace of one process, and other bytes for another process
     * @param ticks the encoded ticks
     * @param first the number of the first tick in it
     * @param next the number of the tick that follows it; {@code first} if it has no ticks
     * @param lost how many ticks between the wanted number and {@code first} the node did not have any more
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Chunk(byte[] header, byte[] ticks, long first, long next, long lost) {}
}
