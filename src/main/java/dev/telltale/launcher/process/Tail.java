package dev.telltale.launcher.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest {@link #MAX_LINES} lines of output of a node, over all its processes. Any thread. */
public final class Tail {
    public static final int MAX_LINES = 500;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == MAX_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** A copy, oldest line first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
