package dev.telltale.recording.export;

import dev.telltale.groundtruth.Interval;
import dev.telltale.node.TickTrace;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.load.ClockShift;
import dev.telltale.trace.ByteWriter;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.TickDecoder;
import dev.telltale.trace.TickEncoder;
import dev.telltale.trace.TraceFormatException;
import dev.telltale.trace.TraceHeader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Cuts the ticks of a recorded part to a span of time. Compact parts cover up to an hour. Pure. */
final class TrimmedChunk {
    private TrimmedChunk() {}

    /** The part with the ticks of the span only, which are the same; empty if it has none. The whole part if unknown. */
    static Optional<RecordedChunk> of(RecordedChunk chunk, Interval span) {
        try {
            TraceHeader header = HeaderCodec.decode(chunk.header());
            List<TickTrace> ticks = TickDecoder.decode(header, chunk.ticks());
            if (ticks.size() != chunk.count()) {
                return Optional.of(chunk);
            }
            Interval own = byClockOf(ticks, chunk, span);
            int begin = 0;
            while (begin < ticks.size() && ticks.get(begin).at().wall().isBefore(own.from())) {
                begin++;
            }
            int end = ticks.size();
            while (end > begin && !ticks.get(end - 1).at().wall().isBefore(own.to())) {
                end--;
            }
            if (begin == end) {
                return Optional.empty();
            }
            return Optional.of(begin == 0 && end == ticks.size() ? chunk : cut(chunk, header, ticks, begin, end, span));
        } catch (TraceFormatException | IllegalArgumentException e) {
            return Optional.of(chunk);
        }
    }

    private static Interval byClockOf(List<TickTrace> ticks, RecordedChunk chunk, Interval span) {
        var clock = new ClockShift();
        clock.add(chunk, ticks);
        Duration ahead = clock.get();
        return new Interval(span.from().minus(ahead), span.to().minus(ahead));
    }

    private static RecordedChunk cut(
            RecordedChunk chunk, TraceHeader header, List<TickTrace> ticks, int begin, int end, Interval span)
            throws TraceFormatException {
        var out = new ByteWriter();
        TickEncoder encoder = TickEncoder.again(header, chunk.ticks());
        List<TickTrace> kept = ticks.subList(begin, end);
        kept.forEach(tick -> encoder.encode(tick, out));
        byte[] encoded = out.toBytes();
        if (!TickDecoder.decode(header, encoded).equals(kept)) {
            throw new TraceFormatException("the ticks cannot be encoded alone");
        }
        return new RecordedChunk(
                chunk.node(),
                chunk.header(),
                Interval.later(chunk.from(), span.from()),
                Interval.earlier(chunk.to(), span.to()),
                chunk.first() + begin,
                chunk.first() + end,
                encoded);
    }
}
