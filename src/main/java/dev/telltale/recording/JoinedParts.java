package dev.telltale.recording;

import dev.telltale.model.NodeId;
import dev.telltale.node.TickTrace;
import dev.telltale.trace.ByteWriter;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.TickDecoder;
import dev.telltale.trace.TickEncoder;
import dev.telltale.trace.TraceFormatException;
import dev.telltale.trace.TraceHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parts of traces with the same ticks in fewer bytes: parts of one process that follow each other become one, so that
 * only its first tick has absolute values. A part that cannot be decoded stays as it is. Pure.
 */
final class JoinedParts {
    /** Of one joined part, before it is joined: limits the memory for its ticks. */
    private static final int MAX_BYTES = 1 << 16;

    /** Parts of one process without a gap. */
    private static final class Run {
        private final List<RecordedChunk> parts = new ArrayList<>();
        private final RecordedChunk first;
        private long next;
        private int bytes;

        Run(RecordedChunk first) {
            this.first = first;
            add(first);
        }

        boolean isContinuedBy(RecordedChunk part) {
            return part.first() == next
                    && part.ticks().length <= MAX_BYTES - bytes
                    && Arrays.equals(part.header(), first.header());
        }

        void add(RecordedChunk part) {
            parts.add(part);
            next = part.next();
            bytes += part.ticks().length;
        }

        /** One part, or all as they are if they cannot be joined without a difference. */
        List<RecordedChunk> joined() {
            try {
                return parts.size() == 1 ? parts : List.of(join());
            } catch (TraceFormatException | IllegalArgumentException e) {
                return parts;
            }
        }

        private RecordedChunk join() throws TraceFormatException {
            TraceHeader header = HeaderCodec.decode(first.header());
            List<TickTrace> ticks = new ArrayList<>();
            for (RecordedChunk part : parts) {
                ticks.addAll(TickDecoder.decode(header, part.ticks()));
            }
            var out = new ByteWriter();
            TickEncoder encoder = TickEncoder.again(header, first.ticks());
            ticks.forEach(tick -> encoder.encode(tick, out));
            byte[] encoded = out.toBytes();
            if (ticks.size() != next - first.first()
                    || !TickDecoder.decode(header, encoded).equals(ticks)) {
                throw new TraceFormatException("the ticks cannot be encoded together");
            }
            RecordedChunk last = parts.get(parts.size() - 1);
            return new RecordedChunk(
                    first.node(), first.header(), first.from(), last.to(), first.first(), next, encoded);
        }
    }

    private JoinedParts() {}

    /** All parts; those of each node stay in their order. */
    static List<RecordedChunk> of(List<RecordedChunk> parts) {
        List<RecordedChunk> joined = new ArrayList<>();
        Map<NodeId, Run> open = new LinkedHashMap<>();
        for (RecordedChunk part : parts) {
            Run run = open.get(part.node());
            if (run != null && run.isContinuedBy(part)) {
                run.add(part);
            } else {
                if (run != null) {
                    joined.addAll(run.joined());
                }
                open.put(part.node(), new Run(part));
            }
        }
        open.values().forEach(run -> joined.addAll(run.joined()));
        return joined;
    }
}
