package dev.telltale.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest deeds, oldest first; bounded. Any thread. */
final class Truth {
    static final int MAX_DEEDS = 10_000;

    private final Deque<Deed> deeds = new ArrayDeque<>();

    synchronized void add(Deed deed) {
        if (deeds.size() == MAX_DEEDS) {
            deeds.removeFirst();
        }
        deeds.addLast(deed);
    }

    synchronized List<Deed> deeds() {
        return List.copyOf(deeds);
    }
}
