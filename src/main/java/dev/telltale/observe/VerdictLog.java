package dev.telltale.observe;

import dev.telltale.model.VerdictChange;
import java.util.ArrayDeque;
import java.util.List;

/** The newest verdict changes of all detectors, in order of arrival; bounded. Any thread. */
public final class VerdictLog {
    private final int capacity;
    private final ArrayDeque<VerdictChange> changes = new ArrayDeque<>();

    VerdictLog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(VerdictChange change) {
        if (changes.size() == capacity) {
            changes.removeFirst();
        }
        changes.addLast(change);
    }

    /** All changes that have not been dropped, oldest first. */
    public synchronized List<VerdictChange> all() {
        return List.copyOf(changes);
    }
}
