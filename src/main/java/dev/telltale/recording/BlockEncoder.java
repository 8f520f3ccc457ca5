package dev.telltale.recording;

import dev.telltale.model.NodeId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes parts of traces as blocks of one segment. A block holds the parts of all nodes of a time; the header of a
 * process is in a block of its own, once in a segment. Not thread-safe.
 */
public final class BlockEncoder {
    /** From this size on, a block takes no further part. */
    private static final int FULL_BYTES = 1 << 16;
    /** At least what a part needs beside its ticks. */
    private static final int PART_BYTES = 16;

    private final Instant start;
    private final Map<NodeId, Stream> streams = new HashMap<>();
    private int nextStream;

    /** The trace of one process in this segment. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Stream(int number, byte[] header) {}

    /**
     * A whole segment that is not appended to.
     *
     * @param start the start of the segment, in whole seconds
     * @param from no tick in it is older
     * @param to no tick in it is newer
     */
    public static byte[] segment(Instant start, Instant from, Instant to, List<RecordedChunk> chunks) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new BlockFormat.FileHeader(start, true, from, to).encode());
        out.writeBytes(new BlockEncoder(start).encode(chunks));
        return out.toByteArray();
    }

    /** @param start the start of the segment */
    BlockEncoder(Instant start) {
        this.start = start;
    }

    /** The blocks of these parts, those of each node in the order given. */
    byte[] encode(List<RecordedChunk> chunks) {
        var out = new ByteArrayOutputStream();
        Map<Integer, List<RecordedChunk>> byStream = new LinkedHashMap<>();
        int size = 0;
        for (RecordedChunk chunk : chunks) {
            int stream = stream(chunk, out);
            byStream.computeIfAbsent(stream, any -> new ArrayList<>()).add(chunk);
            size += chunk.ticks().length + PART_BYTES;
            if (size >= FULL_BYTES) {
                ticks(byStream, out);
                byStream.clear();
                size = 0;
            }
        }
        if (!byStream.isEmpty()) {
            ticks(byStream, out);
        }
        return out.toByteArray();
    }

    private int stream(RecordedChunk chunk, ByteArrayOutputStream out) {
        Stream known = streams.get(chunk.node());
        if (known != null && Arrays.equals(known.header, chunk.header())) {
            return known.number;
        }
        var stream = new Stream(nextStream++, chunk.header());
        streams.put(chunk.node(), stream);
        var body = new ByteArrayOutputStream();
        begin(BlockFormat.HEADER, chunk.from(), chunk.to(), body);
        BlockFormat.writeVarint(body, stream.number);
        byte[] name = chunk.node().value().getBytes(StandardCharsets.US_ASCII);
        BlockFormat.writeVarint(body, name.length);
        body.writeBytes(name);
        body.writeBytes(stream.header);
        block(body, out);
        return stream.number;
    }

    private void ticks(Map<Integer, List<RecordedChunk>> byStream, ByteArrayOutputStream out) {
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        for (List<RecordedChunk> chunks : byStream.values()) {
            for (RecordedChunk chunk : chunks) {
                from = chunk.from().isBefore(from) ? chunk.from() : from;
                to = chunk.to().isAfter(to) ? chunk.to() : to;
            }
        }
        var body = new ByteArrayOutputStream();
        begin(BlockFormat.TICKS, from, to, body);
        byStream.forEach((stream, chunks) -> {
            for (int i = 0; i < chunks.size(); ) {
                i = run(stream, chunks, i, body);
            }
        });
        block(body, out);
    }

    /** Writes the parts from this index on that follow each other without a gap; returns the index of the next. */
    private static int run(int stream, List<RecordedChunk> chunks, int begin, ByteArrayOutputStream body) {
        int end = begin + 1;
        while (end < chunks.size()
                && chunks.get(end).first() == chunks.get(end - 1).next()) {
            end++;
        }
        BlockFormat.writeVarint(body, stream);
        BlockFormat.writeVarint(body, chunks.get(begin).first());
        BlockFormat.writeVarint(body, end - begin);
        for (RecordedChunk chunk : chunks.subList(begin, end)) {
            BlockFormat.writeVarint(body, chunk.count());
            BlockFormat.writeVarint(body, chunk.ticks().length);
            body.writeBytes(chunk.ticks());
        }
        return end;
    }

    private void begin(byte kind, Instant from, Instant to, ByteArrayOutputStream body) {
        body.write(kind);
        BlockFormat.writeSignedVarint(body, to.toEpochMilli() - start.toEpochMilli());
        BlockFormat.writeVarint(body, to.toEpochMilli() - from.toEpochMilli());
    }

    private static void block(ByteArrayOutputStream body, ByteArrayOutputStream out) {
        var checked = new ByteArrayOutputStream(body.size() + BlockFormat.MAX_LENGTH_BYTES);
        BlockFormat.writeVarint(checked, body.size());
        checked.writeBytes(body.toByteArray());
        byte[] bytes = checked.toByteArray();
        out.writeBytes(ByteBuffer.allocate(BlockFormat.CRC_BYTES)
                .putInt(BlockFormat.crc(bytes, 0, bytes.length))
                .array());
        out.writeBytes(bytes);
    }
}
