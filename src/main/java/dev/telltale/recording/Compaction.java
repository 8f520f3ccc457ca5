package dev.telltale.recording;

import dev.telltale.model.NodeId;
import dev.telltale.node.TickTrace;
import dev.telltale.trace.ByteWriter;
import dev.telltale.trace.HeaderCodec;
import dev.telltale.trace.TickDecoder;
import dev.telltale.trace.TickEncoder;
import dev.telltale.trace.TraceFormatException;
import dev.telltale.trace.TraceHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the small parts and blocks of a segment that is not appended to any more, which were written every half second,
 * to large ones. A reader sees the old or the new file, never a part.
 */
final class Compaction {
    private static final String UNFINISHED = ".tmp";
    /** Before the parts are joined, which makes them a third smaller. */
    private static final int BLOCK_BYTES = 1 << 16;
    /** More than the block that a recorder was writing when it was ended: then the file is kept as it is. */
    private static final int MAX_TORN_BYTES = 1 << 17;

    private final BlockEncoder encoder;
    private final AppendFile out;
    private final List<RecordedChunk> waiting = new ArrayList<>();
    private int waitingBytes;

    private Compaction(BlockEncoder encoder, AppendFile out) {
        this.encoder = encoder;
        this.out = out;
    }

    /**
     * Replaces the file by its compact form; does nothing if it has it.
     *
     * @return how many bytes at the end of the file belonged to no complete block, and are gone
     * @throws IOException if it is broken or cannot be replaced; it is as it was then
     */
    static long run(Path file, AppendFile.Creator files) throws IOException {
        Instant start;
        try (var head = new BlockInput(file)) {
            if (head.header().isCompact()) {
                return 0;
            }
            start = head.header().start();
        }
        Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.deleteIfExists(part);
            long torn = write(file, part, start, files);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return torn;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Reads the file twice, so that the time span of its ticks is in the header and no more than a block in memory. */
    private static long write(Path file, Path part, Instant start, AppendFile.Creator files) throws IOException {
        AttemptsReader.Summary found = AttemptsReader.read(file, Instant.MAX, Instant.MAX, chunk -> {});
        if (found.torn() > MAX_TORN_BYTES) {
            throw new RecordingException(
                    file + " has " + found.torn() + " bytes that cannot be read, too many to drop");
        }
        boolean hasTicks = !found.to().isBefore(found.from());
        var header =
                new BlockFormat.FileHeader(start, true, hasTicks ? found.from() : start, hasTicks ? found.to() : start);
        try (AppendFile out = files.create(part)) {
            out.append(header.encode());
            var compaction = new Compaction(new BlockEncoder(start), out);
            AttemptsReader.read(file, Instant.MIN, Instant.MAX, compaction::add);
            compaction.flush();
            out.sync();
            return found.torn();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void add(RecordedChunk chunk) {
        waiting.add(chunk);
        waitingBytes += chunk.ticks().length;
        if (waitingBytes >= BLOCK_BYTES) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() throws IOException {
        if (!waiting.isEmpty()) {
            out.append(encoder.encode(JoinedParts.of(waiting)));
            waiting.clear();
            waitingBytes = 0;
        }
    }

    /**
     * Parts of traces with the same ticks in fewer bytes: parts of one process that follow each other become one, so that
     * only its first tick has absolute values. A part that cannot be decoded stays as it is. Pure.
     */
    static final class JoinedParts {
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
}
