package dev.telltale.observe;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The record of a session that continues one that was recorded earlier. Reading that takes time, in which the session
 * has a record of its own. {@link #add} is called by one thread; all else by any thread.
 */
public final class ContinuedRecord {
    /** Of those that are added while the earlier record is read, and are added to that again. */
    private static final int MAX_VIEWS = 2_000;

    private final Deque<ClusterView> views = new ArrayDeque<>();
    private StatusRecord record;
    private boolean isReading = true;

    /** @param first the record until the earlier one is read */
    public ContinuedRecord(StatusRecord first) {
        record = first;
    }

    /** Records what changed since the last view. */
    public synchronized void add(ClusterView view) {
        record.add(view);
        if (isReading) {
            if (views.size() == MAX_VIEWS) {
                views.removeFirst();
            }
            views.addLast(view);
        }
    }

    /** From now on this record is continued, to which everything so far is added first. */
    public synchronized void continueFrom(StatusRecord earlier) {
        views.forEach(earlier::add);
        record = earlier;
        endReading();
    }

    /** There is no earlier record. */
    public synchronized void endReading() {
        isReading = false;
        views.clear();
    }
}
