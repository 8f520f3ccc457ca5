package dev.telltale.platform;

/** No port can be chosen for a member whose configured port is 0. The message is one sentence for people. */
public final class NoPortException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoPortException(String message) {
        super(message);
    }
}
