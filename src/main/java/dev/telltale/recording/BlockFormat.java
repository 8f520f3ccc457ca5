package dev.telltale.recording;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32C;

/** What writer and readers of a segment of attempts agree on; {@code recording.md} describes it byte by byte. Pure. */
final class BlockFormat {
    /** A varint: whole numbers in 1 to 10 bytes of 7 bits, the lowest first; all bytes but the last have the high bit. */
    private static final int BITS = 7;

    private static final int MORE = 1 << BITS;
    private static final int MAX_SHIFT = 63;

    static final int VERSION = 1;
    /** {@code TTRC}. */
    static final int MAGIC = 0x54545243;
    /** Magic, version, whether compact, start, and of a compact file the time span of its ticks. */
    static final int FILE_HEADER_BYTES = 32;

    static final int CRC_BYTES = Integer.BYTES;
    static final int MAX_LENGTH_BYTES = 4;
    /** The most bytes after the length of a block. */
    static final int MAX_BODY_BYTES = RecordedChunk.MAX_TICK_BYTES * 2;

    static final int MIN_BODY_BYTES = 3;
    static final byte HEADER = 1;
    static final byte TICKS = 2;

    private BlockFormat() {}

    /**
     * The header of a file.
     *
     * @param isCompact whether the file is complete and its blocks were joined
     * @param from no tick in it is older; meaningless in a file that is not compact
     * @param to no tick in it is newer; meaningless in a file that is not compact
     */
    record FileHeader(Instant start, boolean isCompact, Instant from, Instant to) {
        /** Of a file that is appended to. */
        static FileHeader open(Instant start) {
            return new FileHeader(start, false, Instant.EPOCH, Instant.EPOCH);
        }

        byte[] encode() {
            return ByteBuffer.allocate(FILE_HEADER_BYTES)
                    .putInt(MAGIC)
                    .putShort((short) VERSION)
                    .putShort((short) (isCompact ? 1 : 0))
                    .putLong(start.toEpochMilli())
                    .putLong(from.toEpochMilli())
                    .putLong(to.toEpochMilli())
                    .array();
        }

        /**
         * Reads the header.
         *
         * @throws RecordingException if this is another file or a format version that this program does not know
         */
        static FileHeader parse(Path file, ByteBuffer bytes) throws RecordingException {
            if (bytes.getInt() != MAGIC) {
                throw new RecordingException(file + " is not a segment of a Telltale recording");
            }
            int version = bytes.getShort();
            if (version != VERSION) {
                throw new RecordingException(
                        file + " has format version " + version + ", but this Telltale reads version " + VERSION
                                + "; use the version of Telltale that recorded it");
            }
            boolean isCompact = bytes.getShort() == 1;
            return new FileHeader(time(bytes), isCompact, time(bytes), time(bytes));
        }

        private static Instant time(ByteBuffer bytes) {
            return Instant.ofEpochMilli(bytes.getLong());
        }
    }

    static int crc(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Appends a number, as unsigned. */
    static void writeVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            out.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.write((int) rest);
    }

    /** Appends a number that may be negative: small ones take few bytes. */
    static void writeSignedVarint(ByteArrayOutputStream out, long value) {
        writeVarint(out, (value << 1) ^ (value >> MAX_SHIFT));
    }

    /**
     * Reads a number, as unsigned.
     *
     * @throws BufferUnderflowException if the buffer ends before the number or the number is too long
     */
    static long readVarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += BITS) {
            int next = in.get();
            value |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }

    static long readSignedVarint(ByteBuffer in) {
        long value = readVarint(in);
        return (value >>> 1) ^ -(value & 1);
    }
}
