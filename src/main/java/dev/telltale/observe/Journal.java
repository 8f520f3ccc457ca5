package dev.telltale.observe;

import dev.telltale.model.Transition;
import java.util.ArrayDeque;
import java.util.List;

/** The newest changes of belief, in the order in which they arrived here; bounded. Any thread. */
public final class Journal {
    private final int capacity;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long end;

    /** A transition with its place in the journal; numbers start at 0 and have no holes. */
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

    public synchronized long end() {
        return end;
    }

    /** The entries from this number on that are still kept, oldest first. */
    public synchronized List<Entry> since(long number) {
        return entries.stream().filter(entry -> entry.number() >= number).toList();
    }
}
