package dev.telltale.sim;

import java.util.Arrays;

/**
 * Messages in transit, ordered by virtual time of arrival, then by order of sending. A binary heap over primitive
 * arrays, so that a message costs no object.
 */
final class MessageQueue {
    private static final int FIRST = 1_024;

    private long[] heapAt = new long[FIRST];
    private long[] heapNumber = new long[FIRST];
    private int[] heapSlot = new int[FIRST];
    private int size;
    private long sent;

    // Fields of the message in a slot.
    private int[] kinds = new int[FIRST];
    private int[] tos = new int[FIRST];
    private int[] abouts = new int[FIRST];
    private int[] incarnations = new int[FIRST];
    private int[] extras = new int[FIRST];
    private long[] stamps = new long[FIRST];
    private int[] free = new int[FIRST];
    private int freeCount;
    private int used;

    // Fields of the message that was taken last.
    int kind;
    int to;
    int about;
    int incarnation;
    int extra;
    long stamp;

    /** Arrival of the first message, in virtual nanoseconds; {@code Long.MAX_VALUE} if the queue is empty. */
    long firstAt() {
        return size == 0 ? Long.MAX_VALUE : heapAt[0];
    }

    /**
     * Adds a message.
     *
     * @param at arrival in virtual nanoseconds
     * @param kind one of the constants of {@link MessageType}
     * @param to index of the receiver
     * @param about index of the other node
     * @param incarnation incarnation of the node that gets the final response; later incarnations ignore it
     * @param stamp start of the attempt in virtual nanoseconds, or the number of a probe
     * @param extra incarnation of the subject for a response; otherwise a flag whose meaning depends on the kind
     */
    void send(long at, int kind, int to, int about, int incarnation, long stamp, int extra) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == kinds.length) {
            grow();
        }
        kinds[slot] = kind;
        tos[slot] = to;
        abouts[slot] = about;
        incarnations[slot] = incarnation;
        stamps[slot] = stamp;
        extras[slot] = extra;
        rise(size++, at, sent++, slot);
    }

    private void grow() {
        int larger = 2 * kinds.length;
        heapAt = Arrays.copyOf(heapAt, larger);
        heapNumber = Arrays.copyOf(heapNumber, larger);
        heapSlot = Arrays.copyOf(heapSlot, larger);
        kinds = Arrays.copyOf(kinds, larger);
        tos = Arrays.copyOf(tos, larger);
        abouts = Arrays.copyOf(abouts, larger);
        incarnations = Arrays.copyOf(incarnations, larger);
        extras = Arrays.copyOf(extras, larger);
        stamps = Arrays.copyOf(stamps, larger);
        free = Arrays.copyOf(free, larger);
    }

    /** Removes the first message and copies it to the fields. The queue must not be empty. */
    void take() {
        int slot = heapSlot[0];
        kind = kinds[slot];
        to = tos[slot];
        about = abouts[slot];
        incarnation = incarnations[slot];
        stamp = stamps[slot];
        extra = extras[slot];
        free[freeCount++] = slot;
        size--;
        if (size > 0) {
            sink(heapAt[size], heapNumber[size], heapSlot[size]);
        }
    }

    private void rise(int from, long at, long number, int slot) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >> 1;
            if (!isBefore(at, number, parent)) {
                break;
            }
            copy(parent, place);
            place = parent;
        }
        set(place, at, number, slot);
    }

    private void sink(long at, long number, int slot) {
        int place = 0;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(heapAt[child + 1], heapNumber[child + 1], child)) {
                child++;
            }
            if (isBefore(at, number, child)) {
                break;
            }
            copy(child, place);
            place = child;
        }
        set(place, at, number, slot);
    }

    private boolean isBefore(long at, long number, int place) {
        return at < heapAt[place] || (at == heapAt[place] && number < heapNumber[place]);
    }

    private void copy(int from, int to) {
        heapAt[to] = heapAt[from];
        heapNumber[to] = heapNumber[from];
        heapSlot[to] = heapSlot[from];
    }

    private void set(int place, long at, long number, int slot) {
        heapAt[place] = at;
        heapNumber[place] = number;
        heapSlot[place] = slot;
    }
}
