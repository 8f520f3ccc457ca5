package dev.telltale.sim;

import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Transition;
import dev.telltale.node.IndexedTimerQueue;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.Starvation.Part;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brains on a virtual network and clock. Times are virtual nanoseconds from the beginning; only the brains see the
 * monotonic clock, which starts wherever one likes, just before its wrap for example.
 */
final class SimulatedCluster {
    /** How long who says goodbye still answers. */
    private static final long FAREWELL_NANOS = 250_000_000;

    private static final int NAME_LENGTH = SimulatedNode.NAME.length();

    private final SimulationSettings settings;
    private final SimulationObserver watcher;
    private final NetworkSimulator ether;
    private final MonitoringRing ring;
    private final Heartbeats heartbeats;
    private final IndirectProbes helpers;
    private final StarvedThreads starved;
    private final SimulatedFaults faults;
    private final SimulatedNode[] nodes;
    private final IndexedTimerQueue wakes;
    private long events;

    SimulatedCluster(SimulationSettings settings, long clockStart, SimulationObserver watcher) {
        this.settings = settings;
        this.watcher = watcher;
        ether = new NetworkSimulator(settings, clockStart);
        ring = new MonitoringRing(settings.nodes(), settings.observers());
        nodes = new SimulatedNode[settings.nodes()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new SimulatedNode(i);
        }
        wakes = new IndexedTimerQueue(nodes.length);
        faults = new SimulatedFaults(settings.seed(), nodes.length);
        heartbeats = new Heartbeats(this, ether);
        helpers = new IndirectProbes(this, ether, settings.heartbeat());
        starved = new StarvedThreads(this, ether);
    }

    SimulationSettings settings() {
        return settings;
    }

    MonitoringRing ring() {
        return ring;
    }

    /** What is broken on purpose; a node that starts again is as broken as before. */
    SimulatedFaults faults() {
        return faults;
    }

    /** The true time. */
    ClockReading moment() {
        return ether.moment();
    }

    /** The time on that node's clocks. */
    ClockReading moment(int index) {
        return faults.onClockOf(index, ether.moment());
    }

    long now() {
        return ether.now;
    }

    /** Messages that arrived, and wake-ups. */
    long events() {
        return events;
    }

    /** Messages that were sent, whether or not they arrived. */
    long sent() {
        return ether.sent();
    }

    SimulatedNode node(int index) {
        return nodes[index];
    }

    /** By what its name says, which costs less than a map. */
    static int index(NodeId id) {
        String name = id.value();
        int number = 0;
        for (int i = NAME_LENGTH; i < name.length(); i++) {
            number = 10 * number + (name.charAt(i) - '0');
        }
        return number - 1;
    }

    void start(int index) {
        SimulatedNode node = nodes[index];
        List<Member> members = new ArrayList<>(settings.observers());
        for (int slot = 0; slot < settings.observers(); slot++) {
            members.add(nodes[ring.subject(index, slot)].member);
        }
        var brain = new NodeStateMachine(
                node.id,
                members,
                settings.heartbeat(),
                settings.detection(),
                settings.kinds(),
                ether.random.split(),
                moment(index));
        node.begin(brain, settings.observers());
        node.began = ether.now;
        set(node, SimulatedProcessState.RUNNING);
        watcher.started(index);
        tick(node, List.of());
    }

    /** The process ends at once: connections break, and the port refuses. */
    void crash(int index) {
        SimulatedNode node = nodes[index];
        set(node, SimulatedProcessState.GONE);
        node.end();
        wakes.remove(index);
        tellObservers(node, MessageType.LOST);
    }

    /** Arrives behind everything that was sent before, as on a connection, and is repeated until it does. */
    private void tellObservers(SimulatedNode subject, int kind) {
        for (int number = 0; number < settings.observers(); number++) {
            SimulatedNode observer = nodes[ring.observer(subject.index, number)];
            boolean isHeard = kind == MessageType.LOST
                    ? !faults.isCut(observer.index, subject.index)
                    : faults.comesThrough(subject.index, observer.index);
            if (observer.life != SimulatedProcessState.GONE && isHeard) {
                ether.messages.send(
                        ether.now + ether.longestNanos, kind, observer.index, subject.index, observer.lives, 0, 0);
            }
        }
    }

    /** It says goodbye, answers with that a little longer, and ends. */
    void leave(int index) {
        SimulatedNode node = nodes[index];
        set(node, SimulatedProcessState.LEAVING);
        tellObservers(node, MessageType.LEAVING);
        ether.messages.send(ether.now + FAREWELL_NANOS, MessageType.END, index, index, node.lives, 0, 0);
    }

    /** The process stands still: a subject that hangs, an observer that sleeps. */
    void pause(int index) {
        set(nodes[index], SimulatedProcessState.PAUSED);
        nodes[index].starveNoMore();
        wakes.remove(index);
    }

    void resume(int index) {
        SimulatedNode node = nodes[index];
        set(node, SimulatedProcessState.RUNNING);
        tick(node, node.unpile());
    }

    /** A thread of the node, which runs, gets no processor time for a while. */
    void starve(int index, Part part, long nanos) {
        starved.begin(nodes[index], part, nanos);
        if (part == Part.LOOP) {
            wakes.put(index, nodes[index].starvedUntil(part));
        }
    }

    private void set(SimulatedNode node, SimulatedProcessState life) {
        node.life = life;
        node.since = ether.now;
    }

    /** Lets time pass up to then; what is due then is done. */
    void runUntil(long end) {
        MessageQueue messages = ether.messages;
        while (true) {
            long message = messages.firstAt();
            long wake = wakes.isEmpty() ? Long.MAX_VALUE : wakes.firstNanos();
            if (message > end && wake > end) {
                ether.now = end;
                return;
            }
            events++;
            if (message <= wake) {
                ether.now = message;
                messages.take();
                arrived(messages);
            } else {
                ether.now = wake;
                SimulatedNode node = nodes[wakes.first()];
                tick(node, node.unpile());
            }
        }
    }

    private void arrived(MessageQueue message) {
        SimulatedNode to = nodes[message.to];
        if (starved.isStarved(to, Part.IO) && MessageType.isReadByIo(message.kind)) {
            starved.postpone(message, to.starvedUntil(Part.IO));
            return;
        }
        switch (message.kind) {
            case MessageType.QUESTION -> heartbeats.arrived(to, message.about, message.life, message.stamp);
            case MessageType.SERVED -> heartbeats.waited(to, message.about, message.life, message.stamp, message.extra);
            case MessageType.PROBE -> helpers.arrived(to, message.stamp, message.extra != 0);
            case MessageType.PROBE_ANSWER, MessageType.PROBE_OVER -> helpers.ended(message.kind, message.stamp);
            case MessageType.END -> {
                if (to.life == SimulatedProcessState.LEAVING && to.lives == message.life) {
                    crash(to.index);
                }
            }
            default -> {
                if (to.lives == message.life) {
                    arrivedInTime(to, message);
                }
            }
        }
    }

    /** In the life of the node that it was sent to. */
    private void arrivedInTime(SimulatedNode to, MessageQueue message) {
        switch (message.kind) {
            case MessageType.ASK -> heartbeats.ask(to, message.about);
            case MessageType.IO_RUNS -> starved.runs(to, Part.IO);
            case MessageType.ACCEPT_RUNS -> starved.runs(to, Part.ACCEPT);
            case MessageType.IO_LATE -> starved.missedDeadline(to, message.stamp);
            default -> deliver(to, message.kind, message.about, message.stamp, message.extra);
        }
    }

    private void tick(SimulatedNode node, List<NodeEvent> signals) {
        NodeStateMachine brain = node.brain;
        if (brain == null) {
            return;
        }
        NodeStateMachine.TickResult step = brain.tick(signals, moment(node.index));
        List<Transition> transitions = step.transitions();
        for (int i = 0; i < transitions.size(); i++) {
            Transition change = transitions.get(i);
            node.tell(ring.slot(node.index, index(change.subject())), change.to());
        }
        List<NodeId> ask = step.ask();
        for (int i = 0; i < ask.size(); i++) {
            int subject = index(ask.get(i));
            if (!starved.asksLater(node, subject)) {
                heartbeats.ask(node, subject);
            }
        }
        for (int i = 0; i < step.probes().size(); i++) {
            helpers.ask(node, step.probes().get(i));
        }
        for (int i = 0; i < step.answers().size(); i++) {
            helpers.answer(step.answers().get(i));
        }
        wakes.put(node.index, ether.now + step.wakeInNanos());
        watcher.ticked(node.index, signals, step);
    }

    void deliver(SimulatedNode node, int kind, int about, long stamp, int extra) {
        if (MessageType.isEnd(kind)) {
            node.connected(ring.slot(node.index, about), kind != MessageType.TIMED_OUT && kind != MessageType.REFUSED);
        } else if (kind == MessageType.LOST) {
            node.connected(ring.slot(node.index, about), false);
        }
        hand(
                node,
                !MessageType.isEnd(kind),
                () -> nodes[about].signal(kind, moment(node.index), Duration.ofNanos(ether.now - stamp), extra));
    }

    /** Into the inbox, which is read at once unless its node stands still. */
    void hand(SimulatedNode node, boolean isHint, Supplier<NodeEvent> signal) {
        if (node.life == SimulatedProcessState.PAUSED) {
            node.pile(isHint, signal);
        } else if (node.life != SimulatedProcessState.GONE && starved.isStarved(node, Part.LOOP)) {
            // The I/O thread stamps it now.
            NodeEvent stamped = signal.get();
            node.pile(isHint, () -> stamped);
        } else if (node.life != SimulatedProcessState.GONE) {
            tick(node, node.unpileWith(signal.get()));
        }
    }
}
