package dev.telltale.observe;

import dev.telltale.model.Transition;
import java.util.ArrayDeque;
import java.util.List;

/** The newest status changes, in order of arrival; bounded. Any thread. */
public final class Journal {
    private final int capacity;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long end;

    /** A transition with its sequence number; numbers start at 0 and have no gaps. */
    public record Entry(long number, Transition transition) {}

    public Journal(int capacity) {
        this.capacity = capacity;
    }

    synchronized long add(Transition transition) {
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(end, transition));
        end++;
        return end;
    }

    /** The number of the next entry. */
    public synchronized long end() {
        return end;
    }

    /** The entries from this number on that have not been dropped, oldest first. */
    public synchronized List<Entry> since(long number) {
        return entries.stream().filter(entry -> entry.number() >= number).toList();
    }
}
