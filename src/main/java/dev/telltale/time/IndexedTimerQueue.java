package dev.telltale.time;

import java.util.Arrays;

/**
 * A priority queue of numbered members, ordered by the time at which each is due: an indexed binary heap, with each
 * member in it at most once. Times are nanoseconds of the monotonic clock and may wrap, so all of them must lie within
 * half its range of each other.
 */
public final class IndexedTimerQueue {
    private final long[] due;
    private final int[] heap;
    /** The index of each member in the heap; -1 if it is not in the queue. */
    private final int[] positions;

    private int size;

    /** An empty queue for members 0 to {@code members - 1}. */
    public IndexedTimerQueue(int members) {
        due = new long[members];
        heap = new int[members];
        positions = new int[members];
        Arrays.fill(positions, -1);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The member that is due first; the smaller number if two are due together. The queue must not be empty. */
    public int first() {
        return heap[0];
    }

    /** The time at which the first member is due. The queue must not be empty. */
    public long firstNanos() {
        return due[heap[0]];
    }

    /** Nanoseconds until the first member is due, not positive if it is; {@link Long#MAX_VALUE} if there is none. */
    public long nanosUntilFirst(long nowNanos) {
        return isEmpty() ? Long.MAX_VALUE : firstNanos() - nowNanos;
    }

    /** Adds the member, or changes its time if it is in the queue already. */
    public void put(int member, long nanos) {
        int position = positions[member];
        if (position < 0) {
            position = size++;
        }
        due[member] = nanos;
        move(member, position);
    }

    public void remove(int member) {
        int position = positions[member];
        if (position < 0) {
            return;
        }
        positions[member] = -1;
        size--;
        if (position < size) {
            move(heap[size], position);
        }
    }

    private void move(int member, int from) {
        int position = from;
        while (position > 0 && isBefore(member, heap[(position - 1) >> 1])) {
            set(position, heap[(position - 1) >> 1]);
            position = (position - 1) >> 1;
        }
        while (true) {
            int child = 2 * position + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], member)) {
                break;
            }
            set(position, heap[child]);
            position = child;
        }
        set(position, member);
    }

    private void set(int position, int member) {
        heap[position] = member;
        positions[member] = position;
    }

    private boolean isBefore(int one, int other) {
        long difference = due[one] - due[other];
        return difference < 0 || (difference == 0 && one < other);
    }
}
