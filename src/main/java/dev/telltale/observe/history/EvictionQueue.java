package dev.telltale.observe.history;

/**
 * The series of each recorded change, in order of recording, for dropping the oldest: 4 bytes each. Not thread-safe.
 */
final class EvictionQueue {
    private static final int INITIAL_CAPACITY = 64;

    private int[] series = new int[INITIAL_CAPACITY];
    private int head;
    private int size;

    void add(int index) {
        if (size == series.length) {
            int[] larger = new int[2 * size];
            for (int i = 0; i < size; i++) {
                larger[i] = series[slot(i)];
            }
            series = larger;
            head = 0;
        }
        series[slot(size)] = index;
        size++;
    }

    int removeFirst() {
        int first = series[head];
        head = slot(1);
        size--;
        return first;
    }

    private int slot(int index) {
        return (head + index) & (series.length - 1);
    }

    int size() {
        return size;
    }

    long bytes() {
        return (long) series.length * Integer.BYTES;
    }
}
