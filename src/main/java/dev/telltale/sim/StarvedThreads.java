package dev.telltale.sim;

import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.Starvation.Part;

/** Threads of nodes that get no processor time: what waits for them meanwhile, and what they find when they run again. */
final class StarvedThreads {
    /** From there on a real node notices that its I/O thread was late. */
    private static final long IO_LATE_NANOS = 250_000_000;
    /** Of each thread of a real node, to find out whether it gets processor time. */
    private static final int TIMERS_PER_INTERVAL = 4;

    private final SimulatedCluster cluster;
    private final NetworkSimulator ether;

    StarvedThreads(SimulatedCluster cluster, NetworkSimulator ether) {
        this.cluster = cluster;
        this.ether = ether;
    }

    /** A thread of the node gets no processor time for a while. */
    void begin(SimulatedNode node, Part part, long nanos) {
        long until = ether.now + nanos;
        node.starve(part, until);
        if (part != Part.LOOP && node.brain != null) {
            // A real node finds it by a timer of the thread, which is due at some time of its period.
            long period = cluster.settings().heartbeat().interval().toNanos() / TIMERS_PER_INTERVAL;
            long due = cluster.moment(node.index).nanos() + ether.random.nextLong(period);
            node.brain.starvation().due(part, due);
            int kind = part == Part.IO ? MessageType.IO_RUNS : MessageType.ACCEPT_RUNS;
            ether.messages.send(until, kind, node.index, node.index, node.lives, 0, 0);
        }
    }

    /** The thread gets processor time again. */
    void runs(SimulatedNode node, Part part) {
        NodeStateMachine brain = node.brain;
        if (brain == null || isStarved(node, part)) {
            return;
        }
        long late = brain.starvation().ran(part, cluster.moment(node.index).nanos());
        if (part == Part.IO && late > brain.starvation().toleranceNanos()) {
            cluster.hand(node, true, () -> new NodeEvent.IoThreadLag(late));
        }
    }

    /** The I/O thread finds that the deadline of an attempt has passed meanwhile. */
    void missedDeadline(SimulatedNode node, long deadlineNanos) {
        long late = ether.now - deadlineNanos;
        cluster.hand(node, true, () -> new NodeEvent.IoThreadLag(late));
    }

    boolean isStarved(SimulatedNode node, Part part) {
        return node.starvedUntil(part) > ether.now;
    }

    /**
     * The I/O thread reads it when it runs again. A deadline that passed meanwhile says nothing of the peer: as in a real
     * node that is told, and the peer has the same time once more.
     */
    void postpone(MessageQueue message, long until) {
        int kind = message.kind;
        int to = message.to;
        int about = message.about;
        int life = message.life;
        long stamp = message.stamp;
        int extra = message.extra;
        boolean isLate = kind == MessageType.TIMED_OUT && until - ether.now > IO_LATE_NANOS;
        if (isLate) {
            ether.messages.send(until, MessageType.IO_LATE, to, about, life, ether.now, 0);
        }
        ether.messages.send(until + (isLate ? ether.deadlineNanos : 0), kind, to, about, life, stamp, extra);
    }

    /** Whether the node must wait for its I/O thread to ask; it asks then. */
    boolean asksLater(SimulatedNode node, int subject) {
        if (node.brain == null || !isStarved(node, Part.IO)) {
            return false;
        }
        ether.messages.send(node.starvedUntil(Part.IO), MessageType.ASK, node.index, subject, node.lives, ether.now, 0);
        return true;
    }
}
