package dev.telltale.node;

import java.util.Arrays;

/**
 * Who must be looked at next: a binary heap of members, by number, by the time at which something is due for them; each
 * is in it at most once. Times may wrap, as those of the monotonic clock do; all of them lie within half its range of
 * each other.
 */
public final class IndexedTimerQueue {
    private final long[] due;
    private final int[] heap;
    /** Where each member stands in the heap; -1 if it does not. */
    private final int[] places;

    private int size;

    /** For members 0 to {@code members - 1}. */
    public IndexedTimerQueue(int members) {
        due = new long[members];
        heap = new int[members];
        places = new int[members];
        Arrays.fill(places, -1);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Who is due first; of two that are due together the smaller number. The agenda must not be empty. */
    public int first() {
        return heap[0];
    }

    /** When the first is due. The agenda must not be empty. */
    public long firstNanos() {
        return due[heap[0]];
    }

    /** Puts the member where this time belongs, whether or not it was there before. */
    public void put(int member, long nanos) {
        int place = places[member];
        if (place < 0) {
            place = size++;
        }
        due[member] = nanos;
        move(member, place);
    }

    public void remove(int member) {
        int place = places[member];
        if (place < 0) {
            return;
        }
        places[member] = -1;
        size--;
        if (place < size) {
            move(heap[size], place);
        }
    }

    private void move(int member, int from) {
        int place = from;
        while (place > 0 && isBefore(member, heap[(place - 1) >> 1])) {
            set(place, heap[(place - 1) >> 1]);
            place = (place - 1) >> 1;
        }
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], member)) {
                break;
            }
            set(place, heap[child]);
            place = child;
        }
        set(place, member);
    }

    private void set(int place, int member) {
        heap[place] = member;
        places[member] = place;
    }

    private boolean isBefore(int one, int other) {
        long difference = due[one] - due[other];
        return difference < 0 || (difference == 0 && one < other);
    }
}
