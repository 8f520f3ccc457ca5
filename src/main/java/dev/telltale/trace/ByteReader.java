package dev.telltale.trace;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote, and trusts no length. Confined to one thread. */
final class ByteReader {
    private static final int LOW_BITS = 0x7f;
    private static final int MAX_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int at;

    ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    /** A number from 0 to 255. */
    int readByte() throws TraceFormatException {
        if (at >= end) {
            throw new TraceFormatException("the trace ends in the middle of a value, after " + end + " bytes");
        }
        return Byte.toUnsignedInt(bytes[at++]);
    }

    long readVarint() throws TraceFormatException {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            int next = readByte();
            if (shift == MAX_SHIFT && next > 1) {
                break;
            }
            value |= (long) (next & LOW_BITS) << shift;
            if (next <= LOW_BITS) {
                return value;
            }
        }
        throw new TraceFormatException("a number has more than 64 bits, at byte " + at);
    }

    long readSigned() throws TraceFormatException {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** An unsigned number up to this maximum. */
    long readUpTo(long max, String what) throws TraceFormatException {
        long value = readVarint();
        if (value < 0 || value > max) {
            throw new TraceFormatException(
                    what + " is 0 to " + max + ", found " + Long.toUnsignedString(value) + " before byte " + at);
        }
        return value;
    }

    /** A signed number whose absolute value is at most this. */
    long readSignedUpTo(long max, String what) throws TraceFormatException {
        long value = readSigned();
        if (value < -max || value > max) {
            throw new TraceFormatException(
                    what + " is " + -max + " to " + max + ", found " + value + " before byte " + at);
        }
        return value;
    }

    double readDouble() throws TraceFormatException {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << Byte.SIZE) | readByte();
        }
        return Double.longBitsToDouble(bits);
    }

    /** A text of at most so many bytes. */
    String readText(int maxBytes, String what) throws TraceFormatException {
        ByteReader text = readPart(maxBytes, what);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, text.at, text.end - text.at))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new TraceFormatException(what + " is no UTF-8, before byte " + at);
        }
    }

    /** A length, and a reader of so many bytes; takes no memory for them. */
    ByteReader readPart(int maxBytes, String what) throws TraceFormatException {
        int length = (int) readUpTo(maxBytes, "the length of " + what);
        if (length > end - at) {
            throw new TraceFormatException(what + " of " + length + " bytes ends after the last byte");
        }
        at += length;
        return new ByteReader(bytes, at - length, at);
    }

    /** A copy of the rest. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }
}
