package dev.telltale.observe.history;

/**
 * Instants and what began at each of them, oldest first, in arrays that grow with what they hold: 12 bytes a mark. What
 * stood before the oldest mark is number -1 and stays known when marks are dropped. Not thread-safe.
 */
final class TimeSeries {
    static final int NOTHING = -1;

    private static final int FIRST_ROOM = 4;
    private static final int BYTES_OF_A_MARK = Long.BYTES + Integer.BYTES;

    private long[] instants = new long[FIRST_ROOM];
    private int[] values = new int[FIRST_ROOM];
    private int head;
    private int size;
    private int base = NOTHING;
    private long baseSince = Long.MIN_VALUE;

    /** Marks are in order: one that claims to be older than the newest counts as that old. */
    void add(long instant, int value) {
        if (size == instants.length) {
            grow();
        }
        int place = place(size);
        instants[place] = Math.max(instant, since(size - 1));
        values[place] = value;
        size++;
    }

    private void grow() {
        long[] moreInstants = new long[2 * size];
        int[] moreValues = new int[2 * size];
        for (int i = 0; i < size; i++) {
            moreInstants[i] = instants[place(i)];
            moreValues[i] = values[place(i)];
        }
        instants = moreInstants;
        values = moreValues;
        head = 0;
    }

    private int place(int mark) {
        return (head + mark) & (instants.length - 1);
    }

    /** Forgets the oldest mark, but not what began there; tells when it was. */
    long dropFirst() {
        base = values[head];
        baseSince = instants[head];
        head = place(1);
        size--;
        return baseSince;
    }

    int size() {
        return size;
    }

    /** When what that mark tells began; of -1, when that began which is known of the time before. */
    long since(int mark) {
        return mark < 0 ? baseSince : instants[place(mark)];
    }

    int value(int mark) {
        return mark < 0 ? base : values[place(mark)];
    }

    /** What stands now. */
    int newest() {
        return value(size - 1);
    }

    /** The newest mark that is not after the instant; -1 if there is none. */
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

    /** When that mark's time ends, the largest number there is for the newest. */
    long until(int mark) {
        return mark + 1 < size ? since(mark + 1) : Long.MAX_VALUE;
    }

    long bytes() {
        return (long) instants.length * BYTES_OF_A_MARK;
    }
}
