package dev.telltale.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of one segment of attempts, one at a time. A last block that is incomplete is left out and counted:
 * the recorder was ended, or is just writing it. Not thread-safe.
 */
final class BlockInput implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final long size;
    private final InputStream in;
    private final BlockFormat.FileHeader header;
    private long position;
    private long torn;

    /**
     * One block with a correct checksum.
     *
     * @param payload what follows the time span
     */
    record Block(byte kind, Instant from, Instant to, ByteBuffer payload) {}

    /** A part of opening a file. */
    private interface Access<T> {
        T get() throws IOException;
    }

    /** @throws RecordingException if the file is no segment of a version that this program knows, or cannot be read */
    BlockInput(Path file) throws RecordingException {
        this(file, () -> Files.size(file), () -> Files.newInputStream(file));
    }

    /** @throws RecordingException as for a file */
    BlockInput(Segment segment) throws RecordingException {
        this(segment.file(), segment::size, segment::open);
    }

    private BlockInput(Path file, Access<Long> bytes, Access<InputStream> content) throws RecordingException {
        this.file = file;
        try {
            size = bytes.get();
            in = new BufferedInputStream(content.get(), BUFFER_BYTES);
        } catch (IOException e) {
            throw unreadable(e);
        }
        byte[] first = bytes(BlockFormat.FILE_HEADER_BYTES);
        if (first.length < BlockFormat.FILE_HEADER_BYTES) {
            header = BlockFormat.FileHeader.open(Instant.EPOCH);
            torn = size;
            position = size;
        } else {
            header = BlockFormat.FileHeader.parse(file, ByteBuffer.wrap(first));
        }
    }

    BlockFormat.FileHeader header() {
        return header;
    }

    /** The number of bytes at the end that belong to no complete block; known when {@link #next} has returned null. */
    long torn() {
        return torn;
    }

    /**
     * The next block; null at the end.
     *
     * @throws RecordingException if the file is broken before its last block, or cannot be read
     */
    @Nullable
    Block next() throws RecordingException {
        long begin = position;
        if (begin >= size) {
            return null;
        }
        byte[] crc = bytes(BlockFormat.CRC_BYTES);
        byte[] length = length();
        long bodyBytes = length.length == 0 ? Long.MAX_VALUE / 2 : BlockFormat.readVarint(ByteBuffer.wrap(length));
        if (crc.length < BlockFormat.CRC_BYTES || bodyBytes > size - position) {
            return ended(begin, size - begin <= BlockFormat.MAX_BODY_BYTES);
        }
        if (bodyBytes < BlockFormat.MIN_BODY_BYTES || bodyBytes > BlockFormat.MAX_BODY_BYTES) {
            return ended(begin, isZero(length) && isRestZero());
        }
        byte[] body = bytes((int) bodyBytes);
        byte[] checked = new byte[length.length + body.length];
        System.arraycopy(length, 0, checked, 0, length.length);
        System.arraycopy(body, 0, checked, length.length, body.length);
        if (ByteBuffer.wrap(crc).getInt() != BlockFormat.crc(checked, 0, checked.length)) {
            return ended(begin, position == size || isRestZero());
        }
        return block(body);
    }

    private Block block(byte[] body) throws RecordingException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(body);
            byte kind = bytes.get();
            long to = Math.addExact(header.start().toEpochMilli(), BlockFormat.readSignedVarint(bytes));
            long from = Math.subtractExact(to, BlockFormat.readVarint(bytes));
            return new Block(kind, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), bytes.slice());
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw broken(position - body.length, e);
        }
    }

    private @Nullable Block ended(long begin, boolean isTail) throws RecordingException {
        if (!isTail) {
            throw broken(begin, null);
        }
        torn = size - begin;
        position = size;
        return null;
    }

    RecordingException broken(long at, @Nullable Throwable cause) {
        var failure = new RecordingException(file + " is broken at byte " + at
                + ": a block before the last one is not as it was written; delete this file to read the others");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    long position() {
        return position;
    }

    /** Whether all bytes that follow are zero, as a file system may leave them after the power was lost. */
    private boolean isRestZero() throws RecordingException {
        byte[] rest;
        do {
            rest = bytes(BUFFER_BYTES);
            if (!isZero(rest)) {
                return false;
            }
        } while (rest.length > 0);
        return true;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of the length; empty if the file ends before, or if it has too many. */
    private byte[] length() throws RecordingException {
        var read = new byte[BlockFormat.MAX_LENGTH_BYTES];
        for (int i = 0; i < read.length; i++) {
            byte[] next = bytes(1);
            if (next.length == 0) {
                return new byte[0];
            }
            read[i] = next[0];
            if (next[0] >= 0) {
                return Arrays.copyOf(read, i + 1);
            }
        }
        return new byte[0];
    }

    /** Fewer at the end. */
    private byte[] bytes(int count) throws RecordingException {
        try {
            // What was appended since the file was opened is not read.
            byte[] read = in.readNBytes((int) Math.min(count, size - position));
            position += read.length;
            return read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RecordingException unreadable(IOException e) {
        return new RecordingException(file + " cannot be read: " + RecordingException.reason(e), e);
    }

    @Override
    public void close() throws RecordingException {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
