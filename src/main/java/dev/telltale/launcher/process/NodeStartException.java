package dev.telltale.launcher.process;

/** A node did not start. The message is one sentence that says what is wrong and how to fix it. */
public final class NodeStartException extends Exception {
    private static final long serialVersionUID = 1L;

    public NodeStartException(String message) {
        super(message);
    }

    public NodeStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
