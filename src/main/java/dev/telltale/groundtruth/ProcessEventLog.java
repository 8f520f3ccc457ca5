package dev.telltale.groundtruth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest 10,000 process events, oldest first. Any thread. */
public final class ProcessEventLog {
    static final int MAX_EVENTS = 10_000;

    private final Deque<ProcessEvent> events = new ArrayDeque<>();

    public synchronized void add(ProcessEvent event) {
        if (events.size() == MAX_EVENTS) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    public synchronized List<ProcessEvent> events() {
        return List.copyOf(events);
    }
}
