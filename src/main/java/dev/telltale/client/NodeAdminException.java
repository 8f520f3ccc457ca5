package dev.telltale.client;

/** A node did not take an order; the message is one sentence for people, without its full stop. */
public final class NodeAdminException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NodeAdminException(String message) {
        super(message);
    }
}
