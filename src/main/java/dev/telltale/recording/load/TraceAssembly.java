package dev.telltale.recording.load;

import dev.telltale.model.NodeId;
import dev.telltale.node.TickTrace;
import dev.telltale.recording.RecordedChunk;
import dev.telltale.recording.RecordingException;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.NodeTrace;
import dev.telltale.trace.TickDecoder;
import dev.telltale.trace.TraceFormatException;
import dev.telltale.trace.TraceHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins the recorded parts of traces: a part that does not continue the one before it begins another trace. */
final class TraceAssembly {
    private final Map<NodeId, Part> open = new LinkedHashMap<>();
    private final List<NodeTrace> done = new ArrayList<>();
    private @Nullable String problem;

    /** The trace of one process, as far as it was read. */
    private static final class Part {
        private final byte[] headerBytes;
        private final TraceHeader header;
        private final long first;
        private final List<TickTrace> ticks = new ArrayList<>();
        private long next;

        Part(RecordedChunk chunk) throws TraceFormatException {
            headerBytes = chunk.header();
            header = HeaderCodec.decode(headerBytes);
            first = chunk.first();
            next = first;
        }

        boolean isContinuedBy(RecordedChunk chunk) {
            return chunk.first() == next && Arrays.equals(chunk.header(), headerBytes);
        }

        void add(RecordedChunk chunk) throws TraceFormatException {
            ticks.addAll(TickDecoder.decode(header, chunk.ticks()));
            next = chunk.next();
        }

        NodeTrace trace() {
            return new NodeTrace(header, ticks, first == 0);
        }
    }

    /** Adds the next part of its node; after a part that cannot be decoded, nothing is added. */
    void add(RecordedChunk chunk) {
        if (problem != null) {
            return;
        }
        try {
            Part part = open.get(chunk.node());
            if (part == null || !part.isContinuedBy(chunk)) {
                if (part != null) {
                    done.add(part.trace());
                }
                part = new Part(chunk);
                open.put(chunk.node(), part);
            }
            part.add(chunk);
        } catch (TraceFormatException e) {
            problem = "tick " + chunk.first() + " of " + chunk.node() + " and those after it: " + e.getMessage();
        }
    }

    /**
     * All traces, by their end.
     *
     * @throws RecordingException if a part could not be decoded
     */
    List<NodeTrace> assembled(Path recording) throws RecordingException {
        if (problem != null) {
            throw new RecordingException(recording + " has a trace that cannot be read: " + problem);
        }
        List<NodeTrace> all = new ArrayList<>(done);
        open.values().forEach(part -> all.add(part.trace()));
        return all;
    }
}
