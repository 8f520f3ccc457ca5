package dev.telltale.scenario;

/** The cluster did not do what it was told to; the message is one sentence for people. */
public final class StageException extends Exception {
    private static final long serialVersionUID = 1L;

    StageException(String message) {
        super(message);
    }
}
