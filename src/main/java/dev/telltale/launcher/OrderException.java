package dev.telltale.launcher;

/** A node did not take an order; the message is one sentence for people, without its full stop. */
public final class OrderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OrderException(String message) {
        super(message);
    }
}
