package dev.telltale.wire;

/** Thrown if received bytes are not the expected JSON; the message says what is wrong with them. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
