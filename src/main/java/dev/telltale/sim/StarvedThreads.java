package dev.telltale.sim;

import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.Starvation.Part;

/**
 * Simulates threads of nodes that get no processor time: postpones their work, and reports the lag when they run again.
 */
final class StarvedThreads {
    /** Smallest lag of its I/O thread that a real node reports. */
    private static final long IO_LATE_NANOS = 250_000_000;
    /** How often a real node checks each of its threads for lag. */
    private static final int TIMERS_PER_INTERVAL = 4;

    private final SimulatedCluster cluster;
    private final NetworkSimulator network;

    StarvedThreads(SimulatedCluster cluster, NetworkSimulator network) {
        this.cluster = cluster;
        this.network = network;
    }

    /** Starves a thread of the node for that many nanoseconds. */
    void begin(SimulatedNode node, Part part, long nanos) {
        long until = network.now + nanos;
        node.starve(part, until);
        if (part != Part.LOOP && node.stateMachine != null) {
            // A real node finds it by a periodic timer of the thread, which is due at a random time of its period.
            long period = cluster.settings().heartbeat().interval().toNanos() / TIMERS_PER_INTERVAL;
            long due = cluster.clockReading(node.index).nanos() + network.random.nextLong(period);
            node.stateMachine.starvation().due(part, due);
            MessageType type = part == Part.IO ? MessageType.IO_RUNS : MessageType.ACCEPT_RUNS;
            network.messages.send(until, type, node.index, node.index, node.incarnation, 0, 0);
        }
    }

    /** The thread gets processor time again and may report its lag. */
    void onRunning(SimulatedNode node, Part part) {
        NodeStateMachine stateMachine = node.stateMachine;
        if (stateMachine == null || isStarved(node, part)) {
            return;
        }
        long lagNanos = stateMachine
                .starvation()
                .ran(part, cluster.clockReading(node.index).nanos());
        if (part == Part.IO && lagNanos > stateMachine.starvation().toleranceNanos()) {
            cluster.enqueue(node, true, () -> new NodeEvent.IoThreadLag(lagNanos));
        }
    }

    /** The I/O thread finds that the deadline of an attempt has passed while it was starved. */
    void onDeadlineMissed(SimulatedNode node, long deadlineNanos) {
        long lagNanos = network.now - deadlineNanos;
        cluster.enqueue(node, true, () -> new NodeEvent.IoThreadLag(lagNanos));
    }

    boolean isStarved(SimulatedNode node, Part part) {
        return node.starvedUntil(part) > network.now;
    }

    /**
     * Postpones a message until the I/O thread runs again. A deadline that passed meanwhile is no evidence about the
     * peer: as in a real node, the lag is reported and the attempt gets its deadline once more.
     */
    void postpone(Message message, long until) {
        int to = message.to();
        int about = message.about();
        int incarnation = message.incarnation();
        boolean isLate = message.type() == MessageType.TIMED_OUT && until - network.now > IO_LATE_NANOS;
        if (isLate) {
            network.messages.send(until, MessageType.IO_LAG, to, about, incarnation, network.now, 0);
        }
        long again = until + (isLate ? network.deadlineNanos : 0);
        network.messages.send(again, message.type(), to, about, incarnation, message.stamp(), message.extra());
    }

    /** Whether the I/O thread is starved; then postpones the request until it runs again. */
    boolean postponesRequest(SimulatedNode node, int subject) {
        if (node.stateMachine == null || !isStarved(node, Part.IO)) {
            return false;
        }
        network.messages.send(
                node.starvedUntil(Part.IO),
                MessageType.SEND_REQUEST,
                node.index,
                subject,
                node.incarnation,
                network.now,
                0);
        return true;
    }
}
