package dev.telltale.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects numbers and texts as bytes; grows as needed. Confined to one thread. */
public final class ByteWriter {
    private static final int FIRST_CAPACITY = 256;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    /** The lowest 8 bits of the number. */
    public void writeByte(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }

    /** An unsigned number: 7 bits a byte, the lowest ones first, with the highest bit set in all bytes but the last. */
    public void writeVarint(long value) {
        long rest = value;
        while ((rest & ~LOW_BITS) != 0) {
            writeByte(((int) rest & LOW_BITS) | MORE);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    /** A signed number, as the unsigned one 0, 1, 2, 3, 4 ... for 0, -1, 1, -2, 2 ... */
    public void writeSigned(long value) {
        writeVarint((value << 1) ^ (value >> 63));
    }

    /** The 8 bytes of the number by IEEE 754, the highest first. */
    public void writeDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            writeByte((int) (bits >>> shift));
        }
    }

    /** The length in bytes, then the text as UTF-8. */
    public void writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeVarint(utf8.length);
        writeBytes(utf8, utf8.length);
    }

    /** All bytes of the other one. */
    void writeAll(ByteWriter other) {
        writeBytes(other.bytes, other.size);
    }

    /** The first bytes of the array. */
    public void writeBytes(byte[] source, int length) {
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
        System.arraycopy(source, 0, bytes, size, length);
        size += length;
    }

    /** Number of bytes so far. */
    public int size() {
        return size;
    }

    /** A copy of all bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Copies all bytes to that place of the array, which must be large enough. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, size);
    }

    /** Forgets all bytes and keeps the memory. */
    public void clear() {
        size = 0;
    }
}
