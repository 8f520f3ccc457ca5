package dev.telltale.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) with one key, as hexadecimal digits. Not thread-safe. */
final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Hmac(ClusterKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** The HMAC of the text in UTF-8, followed by the first {@code length} of the bytes. */
    String of(String text, byte[] bytes, int length) {
        mac.update(text.getBytes(StandardCharsets.UTF_8));
        mac.update(bytes, 0, length);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    String of(String text) {
        return of(text, new byte[0], 0);
    }

    /** Compares in constant time. */
    static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
