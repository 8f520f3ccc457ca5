package dev.telltale.auth;

/** A word that proves that somebody may change things. It never shows itself in a text. */
public final class AuthToken {
    public static final int BYTES = 32;
    private final String value;

    /** Takes 256 bits as 64 small hexadecimal digits. */
    public AuthToken(String value) {
        if (!value.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new IllegalArgumentException("a token is " + 2 * BYTES + " hexadecimal digits");
        }
        this.value = value;
    }

    /** For the file or the header that is meant for it, and nowhere else. */
    public String reveal() {
        return value;
    }

    /** Takes the same time whatever was guessed. */
    public boolean matches(String guess) {
        int differences = guess.length() ^ value.length();
        for (int i = 0; i < guess.length(); i++) {
            differences |= guess.charAt(i) ^ value.charAt(i % value.length());
        }
        return differences == 0;
    }

    @Override
    public String toString() {
        return "(secret)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthToken secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
