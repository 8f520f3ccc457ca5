package dev.telltale.wire;

/** Bytes that are not what they should be; the message says in a few words what was wrong. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
