package dev.telltale.concurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The newest elements of a sequence, oldest first; an addition to a full log drops the oldest one. Any thread. */
public final class BoundedLog<T> {
    private final int capacity;
    private final Deque<T> elements = new ArrayDeque<>();
    private long dropped;

    /** An element with its sequence number; numbers start at 0 and have no gaps. */
    public record Entry<T>(long number, T element) {}

    public BoundedLog(int capacity) {
        this.capacity = capacity;
    }

    public synchronized void add(T element) {
        if (elements.size() == capacity) {
            elements.removeFirst();
            dropped++;
        }
        elements.addLast(element);
    }

    /** A copy of all elements that have not been dropped. */
    public synchronized List<T> all() {
        return List.copyOf(elements);
    }

    /** The elements from this sequence number on that have not been dropped. */
    public synchronized List<Entry<T>> since(long number) {
        List<Entry<T>> entries = new ArrayList<>();
        // From the newest on: mostly only few are asked for.
        Iterator<T> newest = elements.descendingIterator();
        for (long next = dropped + elements.size() - 1; next >= number && newest.hasNext(); next--) {
            entries.add(new Entry<>(next, newest.next()));
        }
        Collections.reverse(entries);
        return entries;
    }
}
