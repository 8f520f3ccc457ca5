package dev.telltale.observe;

import dev.telltale.model.VerdictChange;
import java.util.ArrayDeque;
import java.util.List;

/** The newest changes of mind of all detectors, in the order in which they arrived here; bounded. Any thread. */
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

    /** All that are still kept, oldest first. */
    public synchronized List<VerdictChange> all() {
        return List.copyOf(changes);
    }
}
