package dev.telltale.observe.history;

/**
 * A series of changes, each an instant in microseconds since 1970 and the value from then on, oldest first: 12 bytes
 * each, in growing arrays. Index -1 stands for the time before the oldest change; its value is kept when changes are
 * dropped. Not thread-safe.
 */
final class TimeSeries {
    static final int NOTHING = -1;

    private static final int INITIAL_CAPACITY = 4;
    private static final int BYTES_PER_CHANGE = Long.BYTES + Integer.BYTES;

    private long[] instants = new long[INITIAL_CAPACITY];
    private int[] values = new int[INITIAL_CAPACITY];
    private int head;
    private int size;
    private int base = NOTHING;
    private long baseSince = Long.MIN_VALUE;

    /** Appends a change. An instant earlier than that of the newest change is moved to it. */
    void add(long instant, int value) {
        if (size == instants.length) {
            grow();
        }
        int slot = slot(size);
        instants[slot] = Math.max(instant, since(size - 1));
        values[slot] = value;
        size++;
    }

    private void grow() {
        long[] largerInstants = new long[2 * size];
        int[] largerValues = new int[2 * size];
        for (int i = 0; i < size; i++) {
            largerInstants[i] = instants[slot(i)];
            largerValues[i] = values[slot(i)];
        }
        instants = largerInstants;
        values = largerValues;
        head = 0;
    }

    private int slot(int index) {
        return (head + index) & (instants.length - 1);
    }

    /** Drops the oldest change, keeps its value as that of index -1, and returns its instant. */
    long dropFirst() {
        base = values[head];
        baseSince = instants[head];
        head = slot(1);
        size--;
        return baseSince;
    }

    int size() {
        return size;
    }

    /** The instant of the change at this index; for -1, that of the newest dropped change. */
    long since(int index) {
        return index < 0 ? baseSince : instants[slot(index)];
    }

    int value(int index) {
        return index < 0 ? base : values[slot(index)];
    }

    /** The current value. */
    int newest() {
        return value(size - 1);
    }

    /** The index of the newest change that is not after the instant; -1 if there is none. */
    int at(long instant) {
        int low = -1;
        int high = size - 1;
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (since(middle) <= instant) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The instant of the next change; {@link Long#MAX_VALUE} for the newest. */
    long until(int index) {
        return index + 1 < size ? since(index + 1) : Long.MAX_VALUE;
    }

    long bytes() {
        return (long) instants.length * BYTES_PER_CHANGE;
    }
}
