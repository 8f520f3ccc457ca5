package dev.telltale.observe.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values that come again and again, each kept once under a number; bounded. Not thread-safe. */
final class InternTable<T> {
    private final int most;
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    InternTable(int most) {
        this.most = most;
    }

    /** The number of the value; of its plain form once most values are taken, of any once twice as many are. */
    int number(T value, T plain) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        if (values.size() < most) {
            return add(value);
        }
        Integer knownPlain = numbers.get(plain);
        if (knownPlain != null) {
            return knownPlain;
        }
        return values.size() < 2 * most ? add(plain) : 0;
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
