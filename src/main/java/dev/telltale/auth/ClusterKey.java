package dev.telltale.auth;

import java.util.Base64;
import java.util.HexFormat;

/** The secret shared by the nodes of one cluster, at least 256 bits. Its {@code toString} does not reveal it. */
public final class ClusterKey {
    public static final int MIN_BYTES = 32;
    private final byte[] bytes;

    private ClusterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Parses hexadecimal digits or base64.
     *
     * @throws IllegalArgumentException if it is neither, or too short; the message does not contain the text
     */
    public static ClusterKey parse(String text) {
        byte[] bytes = bytes(text);
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException("a cluster key is at least " + 8 * MIN_BYTES + " bits: " + 2 * MIN_BYTES
                    + " hexadecimal digits, or as much in base64");
        }
        return new ClusterKey(bytes);
    }

    private static byte[] bytes(String text) {
        try {
            return text.matches("[0-9a-fA-F]*")
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException neither) {
            return new byte[0];
        }
    }

    /** A copy of the key bytes. Only for computing signatures. */
    public byte[] reveal() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
