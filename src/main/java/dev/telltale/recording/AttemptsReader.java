package dev.telltale.recording;

import dev.telltale.model.NodeId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the parts of traces in one segment. Not thread-safe. */
final class AttemptsReader {
    private final BlockInput in;
    private final Map<Long, Stream> streams = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Stream(NodeId node, byte[] header) {}

    /**
     * What was found in a segment.
     *
     * @param torn bytes at its end that belong to no complete block
     * @param from no tick is older; {@link Instant#MAX} without ticks
     * @param to no tick is newer; {@link Instant#MIN} without ticks
     */
    record Summary(long torn, Instant from, Instant to) {}

    private AttemptsReader(BlockInput in) {
        this.in = in;
    }

    /**
     * Reads all blocks.
     *
     * @param from blocks that ended before are skipped
     * @param until blocks that began at or after are skipped
     * @throws RecordingException if the file is broken before its last block, unknown, or cannot be read
     */
    static Summary read(Path file, Instant from, Instant until, Consumer<RecordedChunk> visitor)
            throws RecordingException {
        try (var in = new BlockInput(file)) {
            return read(in, from, until, visitor);
        }
    }

    /** Reads all blocks of a segment, as those of a file. */
    static Summary read(Segment segment, Instant from, Instant until, Consumer<RecordedChunk> visitor)
            throws RecordingException {
        try (var in = new BlockInput(segment)) {
            return read(in, from, until, visitor);
        }
    }

    private static Summary read(BlockInput in, Instant from, Instant until, Consumer<RecordedChunk> visitor)
            throws RecordingException {
        var reader = new AttemptsReader(in);
        Instant earliest = Instant.MAX;
        Instant latest = Instant.MIN;
        for (BlockInput.@Nullable Block block = in.next(); block != null; block = in.next()) {
            if (block.kind() == BlockFormat.HEADER) {
                reader.header(block.payload());
            } else if (block.kind() == BlockFormat.TICKS) {
                earliest = block.from().isBefore(earliest) ? block.from() : earliest;
                latest = block.to().isAfter(latest) ? block.to() : latest;
                if (!block.to().isBefore(from) && block.from().isBefore(until)) {
                    reader.ticks(block).forEach(visitor);
                }
            } else {
                throw in.broken(in.position(), null);
            }
        }
        return new Summary(in.torn(), earliest, latest);
    }

    private void header(ByteBuffer payload) throws RecordingException {
        try {
            long stream = BlockFormat.readVarint(payload);
            byte[] name = bytes(payload, BlockFormat.readVarint(payload));
            var node = new NodeId(new String(name, StandardCharsets.US_ASCII));
            streams.put(stream, new Stream(node, bytes(payload, payload.remaining())));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw in.broken(in.position(), e);
        }
    }

    private List<RecordedChunk> ticks(BlockInput.Block block) throws RecordingException {
        ByteBuffer payload = block.payload();
        List<RecordedChunk> chunks = new ArrayList<>();
        try {
            while (payload.hasRemaining()) {
                Stream stream = streams.get(BlockFormat.readVarint(payload));
                if (stream == null) {
                    throw in.broken(in.position(), null);
                }
                long first = BlockFormat.readVarint(payload);
                for (long left = BlockFormat.readVarint(payload); left > 0; left--) {
                    long next = Math.addExact(first, BlockFormat.readVarint(payload));
                    byte[] ticks = bytes(payload, BlockFormat.readVarint(payload));
                    chunks.add(new RecordedChunk(
                            stream.node, stream.header, block.from(), block.to(), first, next, ticks));
                    first = next;
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            throw in.broken(in.position(), e);
        }
        return chunks;
    }

    private static byte[] bytes(ByteBuffer payload, long count) {
        if (count < 0 || count > payload.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) count];
        payload.get(bytes);
        return bytes;
    }
}
