package dev.telltale.launcher;

import dev.telltale.model.NodeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** What the world may see of all processes. Written by the launcher thread alone, read by any. */
final class ProcessStates {
    private final Executor thread;
    private final Map<NodeId, NodeProcess> states = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<NodeId, NodeProcess> shown = Map.of();
    private boolean isTelling;

    ProcessStates(Executor thread) {
        this.thread = thread;
    }

    Map<NodeId, NodeProcess> shown() {
        return shown;
    }

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void set(NodeId node, NodeProcess state) {
        if (!state.equals(states.put(node, state))) {
            publish();
        }
    }

    private void publish() {
        shown = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        // As tasks of their own: a listener never sees a state machine half way, and many changes are told once.
        if (!isTelling && !listeners.isEmpty()) {
            isTelling = true;
            thread.execute(() -> isTelling = false);
            listeners.forEach(thread::execute);
        }
    }
}
