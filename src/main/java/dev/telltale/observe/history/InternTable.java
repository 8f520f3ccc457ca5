package dev.telltale.observe.history;

import java.util.HashMap;
import java.util.Map;

/** Stores equal values once; bounded. Not thread-safe. */
final class InternTable<T> {
    private final int capacity;
    private final Map<T, T> values = new HashMap<>();

    InternTable(int capacity) {
        this.capacity = capacity;
    }

    /** The stored value that equals this one, or this one; its plain form once {@code capacity} values are stored. */
    T intern(T value, T plain) {
        T known = values.get(value);
        if (known != null) {
            return known;
        }
        T kept = values.size() < capacity ? value : values.getOrDefault(plain, plain);
        if (values.size() < 2 * capacity) {
            values.put(kept, kept);
        }
        return kept;
    }
}
