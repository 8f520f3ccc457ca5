package dev.telltale.node;

import java.util.Arrays;

/**
 * Who must be looked at next: a binary heap of peers by the time at which something is due, each peer in it once. Times
 * are of the monotonic clock and may wrap; all of them lie within half its range of each other.
 */
final class Agenda {
    private Watched[] heap;
    private int size;

    Agenda(int peers) {
        heap = new Watched[Math.max(1, peers)];
    }

    /** Puts the peer where its {@link Watched#dueNanos} belongs, whether or not it was there before. */
    void put(Watched peer) {
        if (peer.place < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            peer.place = size;
            heap[size] = peer;
            size++;
        }
        if (!rise(peer)) {
            sink(peer);
        }
    }

    /** The peer that is due first; the agenda must not be empty. */
    Watched first() {
        return heap[0];
    }

    boolean isEmpty() {
        return size == 0;
    }

    private boolean rise(Watched peer) {
        int place = peer.place;
        while (place > 0) {
            int parent = (place - 1) / 2;
            if (!isBefore(peer, heap[parent])) {
                break;
            }
            set(place, heap[parent]);
            place = parent;
        }
        boolean hasMoved = place != peer.place;
        set(place, peer);
        return hasMoved;
    }

    private void sink(Watched peer) {
        int place = peer.place;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], peer)) {
                break;
            }
            set(place, heap[child]);
            place = child;
        }
        set(place, peer);
    }

    private void set(int place, Watched peer) {
        heap[place] = peer;
        peer.place = place;
    }

    /** Of two that are due together the one that was named first in the config. */
    private static boolean isBefore(Watched one, Watched other) {
        long difference = one.dueNanos - other.dueNanos;
        return difference < 0 || (difference == 0 && one.number < other.number);
    }
}
