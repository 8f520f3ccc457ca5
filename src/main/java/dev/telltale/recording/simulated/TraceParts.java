package dev.telltale.recording.simulated;

import dev.telltale.node.TickTrace;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.time.ClockReading;
import dev.telltale.trace.ByteWriter;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TickEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Splits traces into the parts in which a recorder reads them. */
public final class TraceParts {
    /** A recorder reads a node about as often. */
    private static final Duration PART = Duration.ofMillis(400);

    private TraceParts() {}

    /**
     * Ticks within less than half a second are one part, which can be decoded alone; its times are those of its ticks.
     *
     * @param encoder a new one, of this trace
     */
    public static List<RecordedChunk> of(NodeTrace trace, TickEncoder encoder) {
        List<RecordedChunk> parts = new ArrayList<>();
        List<TickTrace> ticks = trace.ticks();
        byte[] header = HeaderCodec.encode(trace.header());
        for (int begin = 0; begin < ticks.size(); ) {
            ClockReading at = ticks.get(begin).at();
            encoder.restart();
            var out = new ByteWriter();
            int end = begin;
            while (end < ticks.size() && ticks.get(end).at().since(at).compareTo(PART) < 0) {
                encoder.encode(ticks.get(end), out);
                end++;
            }
            parts.add(new RecordedChunk(
                    trace.header().observer(),
                    header,
                    at.wall(),
                    ticks.get(end - 1).at().wall(),
                    begin,
                    end,
                    out.toBytes()));
            begin = end;
        }
        return parts;
    }
}
