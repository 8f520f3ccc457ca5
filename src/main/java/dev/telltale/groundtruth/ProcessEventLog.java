package dev.telltale.groundtruth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest deeds, oldest first; bounded. Any thread. */
public final class ProcessEventLog {
    static final int MAX_DEEDS = 10_000;

    private final Deque<ProcessEvent> deeds = new ArrayDeque<>();

    public synchronized void add(ProcessEvent deed) {
        if (deeds.size() == MAX_DEEDS) {
            deeds.removeFirst();
        }
        deeds.addLast(deed);
    }

    public synchronized List<ProcessEvent> deeds() {
        return List.copyOf(deeds);
    }
}
