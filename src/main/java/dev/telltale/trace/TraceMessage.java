package dev.telltale.trace;

import dev.telltale.node.TickTrace;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of {@code GET /trace}: the header and segments without a gap between them; the format is described in
 * {@code wire.md}. Pure.
 */
public final class TraceMessage {
    private static final int MAX_BYTES = 1 << 20;
    private static final long MAX_NUMBER = 1L << 53;

    private TraceMessage() {}

    /**
     * Encodes a body.
     *
     * @param header of {@link HeaderCodec}
     * @param segments without a gap, oldest first
     */
    public static byte[] encode(byte[] header, List<TraceSegment> segments) {
        var out = new ByteWriter();
        writePart(header, out);
        for (TraceSegment segment : segments) {
            out.writeVarint(segment.first());
            out.writeVarint(segment.count());
            writePart(segment.bytes(), out);
        }
        return out.toBytes();
    }

    private static void writePart(byte[] part, ByteWriter out) {
        out.writeVarint(part.length);
        out.writeBytes(part, part.length);
    }

    /**
     * Decodes a body.
     *
     * @param from the number of the first tick that was asked for; earlier ones are left out
     * @throws TraceFormatException if the bytes are not exactly one body
     */
    public static TraceChunk decode(byte[] bytes, long from) throws TraceFormatException {
        var in = new ByteReader(bytes);
        byte[] headerBytes = in.readPart(MAX_BYTES, "the header").rest();
        TraceHeader header = HeaderCodec.decode(headerBytes);
        List<TickTrace> ticks = new ArrayList<>();
        long next = from;
        while (in.hasMore()) {
            TraceSegment segment = segment(in);
            if (ticks.isEmpty()) {
                next = segment.first();
            } else if (segment.first() != next) {
                throw new TraceFormatException(
                        "a segment begins with tick " + segment.first() + " instead of tick " + next);
            }
            List<TickTrace> decoded = TickDecoder.decode(header, segment.bytes());
            if (decoded.isEmpty() || decoded.size() != segment.count()) {
                throw new TraceFormatException(
                        "a segment has " + decoded.size() + " ticks and announces " + segment.count());
            }
            ticks.addAll(decoded);
            next = segment.next();
        }
        int early = (int) Math.min(ticks.size(), Math.max(0, from - (next - ticks.size())));
        return new TraceChunk(
                header, headerBytes, ticks.subList(early, ticks.size()), next - ticks.size() + early, from);
    }

    private static TraceSegment segment(ByteReader in) throws TraceFormatException {
        long first = in.readUpTo(MAX_NUMBER, "the number of a tick");
        int count = (int) in.readUpTo(MAX_BYTES, "the number of ticks");
        return new TraceSegment(
                first, count, in.readPart(MAX_BYTES, "a segment").rest());
    }
}
