package dev.telltale.auth;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The seal on a question as it travels: {@code demo node1 1763871631130 17 9f86d081884c7d65 MAC}.
 *
 * @param cluster of whom asks
 * @param to who shall answer
 * @param incarnation the life of whom asks
 * @param sequence grows with each question of that life
 * @param nonce makes the question another one even if a life had the number of an earlier one
 */
record RequestSignature(String cluster, String to, long incarnation, long sequence, String nonce, String mac) {
    /** Two names of 64 characters, three numbers and the MAC. */
    private static final int MAX_LENGTH = 300;

    /** Small enough to subtract without a thought. */
    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

    /** Milliseconds since 1970, and before that where a clock was never set. */
    private static final Pattern INCARNATION = Pattern.compile("-?[0-9]{1,18}");

    /** What the MAC covers. No name contains the end of a line, so nothing can be read in two ways. */
    static String covered(
            String cluster, String from, String to, long incarnation, long sequence, String nonce, String what) {
        return String.join(
                "\n",
                "telltale 1 question",
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

    /** The header. */
    @Override
    public String toString() {
        return String.join(" ", cluster, to, String.valueOf(incarnation), String.valueOf(sequence), nonce, mac);
    }
}
