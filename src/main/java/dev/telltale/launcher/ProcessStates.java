package dev.telltale.launcher;

import dev.telltale.model.NodeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** The published process state of every member. Written by the launcher thread only; read by any thread. */
final class ProcessStates {
    private final Executor thread;
    private final Map<NodeId, NodeProcess> states = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<NodeId, NodeProcess> snapshot = Map.of();
    private boolean isNotifying;

    ProcessStates(Executor thread) {
        this.thread = thread;
    }

    Map<NodeId, NodeProcess> snapshot() {
        return snapshot;
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
        snapshot = Collections.unmodifiableMap(new LinkedHashMap<>(states));
        // As separate tasks: a listener never runs in the middle of a transition, and gets one call for several
        // changes.
        if (!isNotifying && !listeners.isEmpty()) {
            isNotifying = true;
            thread.execute(() -> isNotifying = false);
            listeners.forEach(thread::execute);
        }
    }
}
