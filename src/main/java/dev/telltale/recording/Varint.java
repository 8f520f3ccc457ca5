package dev.telltale.recording;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Whole numbers in 1 to 10 bytes of 7 bits each, the lowest first; all bytes but the last have the high bit. Pure. */
final class Varint {
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final int MAX_SHIFT = 63;

    private Varint() {}

    /** Appends a number, as unsigned. */
    static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            out.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.write((int) rest);
    }

    /** Appends a number that may be negative: small ones take few bytes. */
    static void writeSigned(ByteArrayOutputStream out, long value) {
        write(out, (value << 1) ^ (value >> MAX_SHIFT));
    }

    /**
     * Reads a number, as unsigned.
     *
     * @throws BufferUnderflowException if the buffer ends before the number or the number is too long
     */
    static long read(ByteBuffer in) {
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

    static long readSigned(ByteBuffer in) {
        long value = read(in);
        return (value >>> 1) ^ -(value & 1);
    }
}
