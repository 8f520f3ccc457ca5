package dev.telltale.sim;

import java.util.Arrays;

/** Which node is to be ticked next: a binary heap of nodes by virtual time, each node in it at most once. */
final class WakeQueue {
    private final long[] at;
    private final int[] heap;
    /** Where each node stands in the heap; -1 if it does not. */
    private final int[] places;

    private int size;

    WakeQueue(int nodes) {
        at = new long[nodes];
        heap = new int[nodes];
        places = new int[nodes];
        Arrays.fill(places, -1);
    }

    /** Nanoseconds of virtual time; the largest if nobody is to be woken. */
    long firstAt() {
        return size == 0 ? Long.MAX_VALUE : at[heap[0]];
    }

    /** There must be one. */
    int first() {
        return heap[0];
    }

    void put(int node, long nanos) {
        int place = places[node];
        if (place < 0) {
            place = size++;
        }
        at[node] = nanos;
        move(node, place);
    }

    void remove(int node) {
        int place = places[node];
        if (place < 0) {
            return;
        }
        places[node] = -1;
        size--;
        if (place < size) {
            move(heap[size], place);
        }
    }

    private void move(int node, int from) {
        int place = from;
        while (place > 0 && isBefore(node, heap[(place - 1) >> 1])) {
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
            if (!isBefore(heap[child], node)) {
                break;
            }
            set(place, heap[child]);
            place = child;
        }
        set(place, node);
    }

    private void set(int place, int node) {
        heap[place] = node;
        places[node] = place;
    }

    private boolean isBefore(int one, int other) {
        return at[one] < at[other] || (at[one] == at[other] && one < other);
    }
}
