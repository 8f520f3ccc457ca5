package dev.telltale.auth;

/** A 256-bit token that authorizes a caller to change a node. Its {@code toString} does not reveal it. */
public final class AuthToken {
    public static final int BYTES = 32;
    private final String value;

    /**
     * Takes 256 bits as 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException if the value is anything else; the message does not contain it
     */
    public AuthToken(String value) {
        if (!value.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new IllegalArgumentException("a token is " + 2 * BYTES + " hexadecimal digits");
        }
        this.value = value;
    }

    /** The token in clear text. Only for the token file and the authorization header. */
    public String reveal() {
        return value;
    }

    /** Compares in a time that depends on the length of the guess only, not on its content. */
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
        return other instanceof AuthToken token && matches(token.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
