package dev.telltale.sim;

/**
 * A message in transit. Ordered by arrival, then by sending.
 *
 * @param at arrival in virtual nanoseconds
 * @param number sequence number of sending
 * @param to index of the receiver
 * @param about index of the other node
 * @param incarnation incarnation of the node that gets the final response; later incarnations ignore it
 * @param stamp start of the attempt in virtual nanoseconds, or the number of a probe
 * @param extra incarnation of the subject for a response; otherwise a flag whose meaning depends on the type
 */
record Message(long at, long number, MessageType type, int to, int about, int incarnation, long stamp, int extra)
        implements Comparable<Message> {
    @Override
    public int compareTo(Message other) {
        return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
    }
}
