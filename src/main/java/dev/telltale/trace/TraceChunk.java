package dev.telltale.trace;

import dev.telltale.node.TickTrace;
import java.util.List;

/** Ticks of one process of a node without a gap, as read from it. Immutable. */
public final class TraceChunk {
    private final TraceHeader header;
    private final byte[] headerBytes;
    private final List<TickTrace> ticks;
    private final long first;
    private final long lost;

    /**
     * Creates a chunk.
     *
     * @param headerBytes the same header, encoded
     * @param first the number of the first tick
     * @param wanted the number of the first tick that was asked for
     */
    TraceChunk(TraceHeader header, byte[] headerBytes, List<TickTrace> ticks, long first, long wanted) {
        this.header = header;
        this.headerBytes = headerBytes;
        this.ticks = List.copyOf(ticks);
        this.first = first;
        lost = Math.max(0, first - wanted);
    }

    /** The process: another one than before has numbers of its own, from 0. */
    public TraceHeader header() {
        return header;
    }

    /** The header as {@link HeaderCodec} decodes it. */
    public byte[] encodedHeader() {
        return headerBytes.clone();
    }

    /** None if there was nothing new within the wait. */
    public List<TickTrace> ticks() {
        return ticks;
    }

    /** All ticks as {@link TickDecoder} decodes them. */
    public byte[] encodedTicks() {
        var out = new ByteWriter();
        TickEncoder encoder = TickEncoder.again(header, TimeUnitCode.MICROSECOND);
        ticks.forEach(tick -> encoder.encode(tick, out));
        return out.toBytes();
    }

    /** The number of the first tick, from 0 in each process; that of the next one if there is none. */
    public long first() {
        return first;
    }

    /** The number of the tick after the last one, to read on from. */
    public long next() {
        return first + ticks.size();
    }

    /** How many of the wanted ticks the node no longer had. */
    public long lost() {
        return lost;
    }
}
