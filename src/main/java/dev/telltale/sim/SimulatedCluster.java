package dev.telltale.sim;

import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.Starvation.Part;
import dev.telltale.node.TickResult;
import dev.telltale.sim.VirtualCluster.ProcessState;
import dev.telltale.time.ClockReading;
import dev.telltale.time.IndexedTimerQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs node state machines on a virtual network and clock. Times are virtual nanoseconds since the start; only the
 * state machines see the monotonic clock, which may start at any value, for example just before it wraps. Confined to
 * one thread.
 */
final class SimulatedCluster {
    /** How long a leaving process still answers. */
    private static final long LEAVE_NANOS = 250_000_000;

    private final SimulationSettings settings;
    private final SimulationObserver listener;
    private final NetworkSimulator network;
    private final MonitoringRing ring;
    private final Heartbeats heartbeats;
    private final IndirectProbes probes;
    private final StarvedThreads starved;
    private final SimulatedFaults faults;
    private final SimulatedNode[] nodes;
    private final IndexedTimerQueue wakes;
    private long eventCount;

    SimulatedCluster(SimulationSettings settings, long clockStart, SimulationObserver listener) {
        this.settings = settings;
        this.listener = listener;
        network = new NetworkSimulator(settings, clockStart);
        ring = new MonitoringRing(settings.nodes(), settings.observers());
        nodes = new SimulatedNode[settings.nodes()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new SimulatedNode(i);
        }
        wakes = new IndexedTimerQueue(nodes.length);
        faults = new SimulatedFaults(settings.seed(), nodes.length);
        heartbeats = new Heartbeats(this, network);
        probes = new IndirectProbes(this, network, settings.heartbeat());
        starved = new StarvedThreads(this, network);
    }

    SimulationSettings settings() {
        return settings;
    }

    MonitoringRing ring() {
        return ring;
    }

    /** The injected faults. They persist when a node restarts. */
    SimulatedFaults faults() {
        return faults;
    }

    /** True time. */
    ClockReading clockReading() {
        return network.clockReading();
    }

    /** Time on the clocks of a node. */
    ClockReading clockReading(int index) {
        return faults.onClock(index, network.clockReading());
    }

    long now() {
        return network.now;
    }

    /** Number of arrived messages and wake-ups. */
    long eventCount() {
        return eventCount;
    }

    /** Number of messages sent, including lost ones. */
    long sent() {
        return network.sent();
    }

    SimulatedNode node(int index) {
        return nodes[index];
    }

    /** Starts a new incarnation of the node. */
    void start(int index) {
        SimulatedNode node = nodes[index];
        List<Member> members = new ArrayList<>(settings.observers());
        for (int slot = 0; slot < settings.observers(); slot++) {
            members.add(nodes[ring.subject(index, slot)].member);
        }
        ClockReading start = clockReading(index);
        var stateMachine = new NodeStateMachine(
                node.id,
                members,
                settings.heartbeat(),
                settings.detection(),
                settings.detectors(),
                network.random.split(),
                start);
        node.begin(stateMachine, settings.observers());
        node.startedAt = network.now;
        set(node, ProcessState.RUNNING);
        listener.started(index, start);
        tick(node, List.of());
    }

    /** Ends the process at once: connections break and new ones are refused. */
    void crash(int index) {
        SimulatedNode node = nodes[index];
        set(node, ProcessState.GONE);
        node.end();
        wakes.remove(index);
        notifyObservers(node, MessageType.CONNECTION_LOST);
    }

    /**
     * Notifies all observers. The message arrives after everything sent before, as on a connection, and is never lost
     * by chance.
     */
    private void notifyObservers(SimulatedNode subject, MessageType type) {
        for (int number = 0; number < settings.observers(); number++) {
            SimulatedNode observer = nodes[ring.observer(subject.index, number)];
            boolean isDelivered = type == MessageType.CONNECTION_LOST
                    ? !faults.isCut(observer.index, subject.index)
                    : faults.isDelivered(subject.index, observer.index);
            if (observer.state != ProcessState.GONE && isDelivered) {
                network.messages.send(
                        network.now + network.maxDelayNanos,
                        type,
                        observer.index,
                        subject.index,
                        observer.incarnation,
                        0,
                        0);
            }
        }
    }

    /** Sends leave notices, answers with "left" for 250 ms, then exits. */
    void leave(int index) {
        SimulatedNode node = nodes[index];
        set(node, ProcessState.LEAVING);
        notifyObservers(node, MessageType.LEAVING);
        network.messages.send(network.now + LEAVE_NANOS, MessageType.EXIT, index, index, node.incarnation, 0, 0);
    }

    /** Stops the process, as SIGSTOP does. */
    void pause(int index) {
        set(nodes[index], ProcessState.PAUSED);
        nodes[index].endStarvation();
        wakes.remove(index);
    }

    /** Continues a paused process, which first reads what arrived meanwhile. */
    void resume(int index) {
        SimulatedNode node = nodes[index];
        set(node, ProcessState.RUNNING);
        tick(node, node.drain());
    }

    /** Gives a thread of a running node no processor time for that many nanoseconds. */
    void starve(int index, Part part, long nanos) {
        starved.begin(nodes[index], part, nanos);
        if (part == Part.LOOP) {
            wakes.put(index, nodes[index].starvedUntil(part));
        }
    }

    private void set(SimulatedNode node, ProcessState state) {
        node.state = state;
        node.stateSince = network.now;
    }

    /** Advances the time to {@code end} and processes everything that is due until then, inclusive. */
    void runUntil(long end) {
        MessageQueue messages = network.messages;
        while (true) {
            long message = messages.firstAt();
            long wake = wakes.isEmpty() ? Long.MAX_VALUE : wakes.firstNanos();
            if (message > end && wake > end) {
                network.now = end;
                return;
            }
            eventCount++;
            if (message <= wake) {
                network.now = message;
                dispatch(messages.take());
            } else {
                network.now = wake;
                SimulatedNode node = nodes[wakes.first()];
                tick(node, node.drain());
            }
        }
    }

    private void dispatch(Message message) {
        SimulatedNode to = nodes[message.to()];
        if (starved.isStarved(to, Part.IO) && message.type().isReadByIoThread()) {
            starved.postpone(message, to.starvedUntil(Part.IO));
            return;
        }
        boolean isSameIncarnation = to.incarnation == message.incarnation();
        switch (message.type()) {
            case REQUEST -> heartbeats.onRequest(to, message.about(), message.incarnation(), message.stamp());
            case SERVE ->
                heartbeats.onDelayedRequest(
                        to, message.about(), message.incarnation(), message.stamp(), message.extra());
            case PROBE -> probes.onRequest(to, message.stamp(), message.extra() != 0);
            case PROBE_RESPONSE, PROBE_TIMED_OUT -> probes.onResult(message.type(), message.stamp());
            case EXIT -> {
                if (isSameIncarnation && to.state == ProcessState.LEAVING) {
                    crash(to.index);
                }
            }
            default -> {
                if (isSameIncarnation) {
                    dispatchToIncarnation(to, message);
                }
            }
        }
    }

    /** Handles a message to the incarnation that it was sent to. */
    private void dispatchToIncarnation(SimulatedNode to, Message message) {
        switch (message.type()) {
            case SEND_REQUEST -> heartbeats.request(to, message.about());
            case IO_RUNS -> starved.onRunning(to, Part.IO);
            case ACCEPT_RUNS -> starved.onRunning(to, Part.ACCEPT);
            case IO_LAG -> starved.onDeadlineMissed(to, message.stamp());
            default -> deliver(to, message.type(), message.about(), message.stamp(), message.extra());
        }
    }

    private void tick(SimulatedNode node, List<NodeEvent> events) {
        NodeStateMachine stateMachine = node.stateMachine;
        if (stateMachine == null) {
            return;
        }
        ClockReading at = clockReading(node.index);
        TickResult result = stateMachine.tick(events, at);
        result.transitions()
                .forEach(change ->
                        node.report(ring.slot(node.index, SimulatedNode.index(change.subject())), change.to()));
        for (NodeId peer : result.requests()) {
            int subject = SimulatedNode.index(peer);
            if (!starved.postponesRequest(node, subject)) {
                heartbeats.request(node, subject);
            }
        }
        result.probes().forEach(probe -> probes.request(node, probe));
        result.probeResponses().forEach(probes::onAttempt);
        wakes.put(node.index, network.now + result.wakeInNanos());
        listener.ticked(node.index, at, events, result);
    }

    /** Delivers a message to the node's state machine as an event. */
    void deliver(SimulatedNode node, MessageType type, int about, long stamp, int extra) {
        if (type.completesAttempt()) {
            node.connected(ring.slot(node.index, about), type != MessageType.TIMED_OUT && type != MessageType.REFUSED);
        } else if (type == MessageType.CONNECTION_LOST) {
            node.connected(ring.slot(node.index, about), false);
        }
        enqueue(
                node,
                !type.completesAttempt(),
                () -> nodes[about].event(type, clockReading(node.index), Duration.ofNanos(network.now - stamp), extra));
    }

    /**
     * Puts an event into the inbox. The node reads it at once, unless it is paused or its loop is starved.
     *
     * @param isHint whether the event may be dropped when the inbox is full
     */
    void enqueue(SimulatedNode node, boolean isHint, Supplier<NodeEvent> event) {
        if (node.state == ProcessState.PAUSED) {
            node.buffer(isHint, event);
        } else if (node.state != ProcessState.GONE && starved.isStarved(node, Part.LOOP)) {
            // The I/O thread is running, so the event gets its timestamp now.
            NodeEvent stamped = event.get();
            node.buffer(isHint, () -> stamped);
        } else if (node.state != ProcessState.GONE) {
            tick(node, node.drainWith(event.get()));
        }
    }
}
