package dev.telltale.client;

/** An admin request to a node failed. The message is one sentence for people, without its full stop. */
public final class NodeAdminException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NodeAdminException(String message) {
        super(message);
    }
}
