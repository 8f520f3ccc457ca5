package dev.telltale.recording.recorder;

import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The traces of nodes in memory, each a ring of ticks as a node keeps it; any thread. Never waits. */
final class MemoryTraces implements TraceSource {
    private final Map<NodeId, Ring> rings = new HashMap<>();

    private static final class Ring {
        private final Deque<String> ticks = new ArrayDeque<>();
        private long first;
        private int process = 1;
        private boolean isDown;
    }

    /** Adds a tick, and forgets the oldest of more than the capacity. */
    synchronized void tick(NodeId node, String tick, int capacity) {
        Ring ring = ring(node);
        ring.ticks.addLast(tick);
        if (ring.ticks.size() > capacity) {
            ring.ticks.removeFirst();
            ring.first++;
        }
    }

    void tick(NodeId node, String tick) {
        tick(node, tick, Integer.MAX_VALUE);
    }

    /** From now on the node does not answer. */
    synchronized void down(NodeId node) {
        ring(node).isDown = true;
    }

    /** From now on the node answers. */
    synchronized void up(NodeId node) {
        ring(node).isDown = false;
    }

    /** Another process of the node: with an empty trace. */
    synchronized void restart(NodeId node) {
        Ring ring = ring(node);
        ring.ticks.clear();
        ring.first = 0;
        ring.process++;
        ring.isDown = false;
    }

    private Ring ring(NodeId node) {
        return rings.computeIfAbsent(node, any -> new Ring());
    }

    @Override
    public synchronized Chunk read(Member node, long from, Duration wait) throws IOException {
        Ring ring = ring(node.id());
        if (ring.isDown) {
            throw new IOException(node.id() + " does not answer");
        }
        long next = ring.first + ring.ticks.size();
        long first = Math.max(ring.first, Math.min(from, next));
        String ticks =
                String.join("", ring.ticks.stream().skip(first - ring.first).toList());
        return new Chunk(
                (node.id() + "/" + ring.process).getBytes(StandardCharsets.US_ASCII),
                ticks.getBytes(StandardCharsets.US_ASCII),
                first,
                next,
                Math.max(0, first - from));
    }
}
