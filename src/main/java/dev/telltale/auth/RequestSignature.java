package dev.telltale.auth;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The signature header of a request: {@code demo node1 1763871631130 17 9f86d081884c7d65 MAC}.
 *
 * @param cluster cluster of the sender
 * @param to receiver of the request
 * @param incarnation incarnation of the sender
 * @param sequence increases with each request of that incarnation
 * @param nonce makes two requests differ even if two runs of a process have the same incarnation
 * @param mac HMAC-SHA-256 of the other fields, the sender and the content, as hexadecimal digits
 */
record RequestSignature(String cluster, String to, long incarnation, long sequence, String nonce, String mac) {
    /** Two names of 64 characters, three numbers and the MAC. */
    private static final int MAX_LENGTH = 300;

    /** Limited so that differences do not overflow. */
    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

    /** Milliseconds since 1970; negative if the clock was never set. */
    private static final Pattern INCARNATION = Pattern.compile("-?[0-9]{1,18}");

    /** The text that the MAC covers. Unambiguous, since no name contains a line feed. */
    static String covered(
            String cluster, String from, String to, long incarnation, long sequence, String nonce, String what) {
        return String.join(
                "\n",
                "telltale 1 request",
                cluster,
                from,
                to,
                String.valueOf(incarnation),
                String.valueOf(sequence),
                nonce,
                what);
    }

    String covered(String from, String what) {
        return covered(cluster, from, to, incarnation, sequence, nonce, what);
    }

    /** Parses the header; empty if it is missing or malformed. */
    static Optional<RequestSignature> read(@Nullable String header) {
        if (header == null || header.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] words = header.split(" ", -1);
        if (words.length != 6
                || !INCARNATION.matcher(words[2]).matches()
                || !SEQUENCE.matcher(words[3]).matches()) {
            return Optional.empty();
        }
        return Optional.of(new RequestSignature(
                words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3]), words[4], words[5]));
    }

    /** The header value. */
    @Override
    public String toString() {
        return String.join(" ", cluster, to, String.valueOf(incarnation), String.valueOf(sequence), nonce, mac);
    }
}
