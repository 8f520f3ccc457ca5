package dev.telltale.observe.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stores equal values once and gives them numbers; bounded. Not thread-safe. */
final class InternTable<T> {
    private final int capacity;
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    InternTable(int capacity) {
        this.capacity = capacity;
    }

    /**
     * The number of the value. A new value is replaced by its plain form once {@code capacity} values are stored, and
     * by value 0 once twice as many are.
     */
    int number(T value, T plain) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        if (values.size() < capacity) {
            return add(value);
        }
        Integer knownPlain = numbers.get(plain);
        if (knownPlain != null) {
            return knownPlain;
        }
        return values.size() < 2 * capacity ? add(plain) : 0;
    }

    private int add(T value) {
        numbers.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    T value(int number) {
        return values.get(number);
    }
}
