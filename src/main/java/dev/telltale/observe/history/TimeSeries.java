package dev.telltale.observe.history;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A series of changes, each an instant in microseconds since 1970 and the value from then on, oldest first: 12 bytes
 * each, in growing arrays. Index -1 stands for the time before the oldest change; its value is kept when changes are
 * dropped. Not thread-safe.
 */
final class TimeSeries<T> {
    private static final int INITIAL_CAPACITY = 4;
    private static final int BYTES_PER_CHANGE = Long.BYTES + Integer.BYTES;

    private long[] instants = new long[INITIAL_CAPACITY];
    private @Nullable Object[] values = new Object[INITIAL_CAPACITY];
    private int head;
    private int end;
    private @Nullable T base;
    private long baseSince = Long.MIN_VALUE;

    /** Appends a change. An instant earlier than that of the newest change is moved to it. */
    void add(long instant, T value) {
        if (end == instants.length) {
            makeRoom();
        }
        instants[end] = Math.max(instant, since(size() - 1));
        values[end] = value;
        end++;
    }

    /** Moves the changes to the beginning of arrays of twice their number. */
    private void makeRoom() {
        int capacity = Math.max(INITIAL_CAPACITY, 2 * size());
        instants = Arrays.copyOf(Arrays.copyOfRange(instants, head, end), capacity);
        values = Arrays.copyOf(Arrays.copyOfRange(values, head, end), capacity);
        end -= head;
        head = 0;
    }

    /** Drops the oldest change, keeps its value as that of index -1, and returns its instant. */
    long dropFirst() {
        base = value(0);
        baseSince = instants[head];
        values[head] = null;
        head++;
        return baseSince;
    }

    int size() {
        return end - head;
    }

    /** The instant of the change at this index; for -1, that of the newest dropped change. */
    long since(int index) {
        return index < 0 ? baseSince : instants[head + index];
    }

    /** The value from the change at this index on; null before the first change. */
    @SuppressWarnings("unchecked") // Only add() stores values.
    @Nullable
    T value(int index) {
        return index < 0 ? base : (T) values[head + index];
    }

    /** The current value; null before the first change. */
    @Nullable
    T newest() {
        return value(size() - 1);
    }

    /** The index of the newest change that is not after the instant; -1 if there is none. */
    int at(long instant) {
        int low = -1;
        int high = size() - 1;
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
        return index + 1 < size() ? since(index + 1) : Long.MAX_VALUE;
    }

    long bytes() {
        return (long) instants.length * BYTES_PER_CHANGE;
    }
}
