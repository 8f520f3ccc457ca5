package dev.telltale.platform;

/** A member has no port and none can be chosen for it. The message is one sentence for people. */
public final class NoPortException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoPortException(String message) {
        super(message);
    }
}
