package dev.telltale.sim;

import java.util.PriorityQueue;

/** Messages in transit, the first to arrive first. */
final class MessageQueue {
    private final PriorityQueue<Message> messages = new PriorityQueue<>();
    private long sent;

    /** Arrival of the first message, in virtual nanoseconds; {@code Long.MAX_VALUE} if the queue is empty. */
    long firstAt() {
        Message first = messages.peek();
        return first == null ? Long.MAX_VALUE : first.at();
    }

    /** Adds a message; the parameters are those of {@link Message}. */
    void send(long at, MessageType type, int to, int about, int incarnation, long stamp, int extra) {
        messages.add(new Message(at, sent++, type, to, about, incarnation, stamp, extra));
    }

    /** Removes the first message. The queue must not be empty. */
    Message take() {
        return messages.remove();
    }
}
