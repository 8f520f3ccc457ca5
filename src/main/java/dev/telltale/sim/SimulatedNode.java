package dev.telltale.sim;

import dev.telltale.model.Address;
import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.node.NodeEvent;
import dev.telltale.node.NodeStateMachine;
import dev.telltale.node.Starvation.Part;
import dev.telltale.sim.VirtualCluster.ProcessState;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A simulated node over all its incarnations. */
final class SimulatedNode {
    static final String NAME = "node";
    /** Limit of the real inbox. */
    private static final int MAX_HINTS = 64;

    final int index;
    final NodeId id;
    /** The address is not used. */
    final Member member;

    ProcessState state = ProcessState.GONE;
    /** Virtual nanoseconds of the last change of the state. */
    long stateSince;
    /** Virtual nanoseconds of the start of this incarnation. */
    long startedAt;
    /** The incarnation: the number of starts. */
    int incarnation;

    /** Boxed once, because each heartbeat carries it. */
    Long boxedIncarnation = 0L;

    @Nullable
    NodeStateMachine stateMachine;

    /** The last reported status, by slot of the subject. */
    private Status[] lastReported = {};
    /** Events that wait until the node runs again. */
    private final List<Supplier<NodeEvent>> buffered = new ArrayList<>(0);

    private int hints;

    /** Virtual nanoseconds until which a thread gets no processor time. */
    private final Map<Part, Long> starvedUntil = new EnumMap<>(Part.class);
    /** Whether the connection is open, by slot of the subject. */
    private boolean[] connected = {};

    SimulatedNode(int index) {
        this.index = index;
        id = id(index);
        member = new Member(id, new Address("localhost", 1 + index));
    }

    static NodeId id(int index) {
        return new NodeId(NAME + (index + 1));
    }

    void begin(NodeStateMachine newStateMachine, int subjects) {
        end();
        stateMachine = newStateMachine;
        incarnation++;
        boxedIncarnation = (long) incarnation;
        connected = new boolean[subjects];
        lastReported = new Status[subjects];
        Arrays.fill(lastReported, Status.UNKNOWN);
    }

    void end() {
        stateMachine = null;
        buffered.clear();
        hints = 0;
        endStarvation();
    }

    void endStarvation() {
        starvedUntil.clear();
    }

    void starve(Part part, long until) {
        starvedUntil.put(part, until);
    }

    /** Virtual nanoseconds until which the thread gets no processor time; in the past if it runs. */
    long starvedUntil(Part part) {
        Long until = starvedUntil.get(part);
        return until == null ? 0 : until;
    }

    void connected(int slot, boolean isOpen) {
        connected[slot] = isOpen;
    }

    boolean isConnected(int slot) {
        return connected[slot];
    }

    /** Starvation that the node reports in its heartbeats; null if there was none. */
    private @Nullable Duration starvedTime(ClockReading now) {
        long nanos = stateMachine == null ? 0 : stateMachine.starvation().totalNanos(now.nanos());
        return nanos == 0 ? null : Duration.ofNanos(nanos);
    }

    void report(int slot, Status status) {
        lastReported[slot] = status;
    }

    Status lastReported(int slot) {
        return lastReported[slot];
    }

    void buffer(boolean isHint, Supplier<NodeEvent> event) {
        if (isHint && hints >= MAX_HINTS) {
            return;
        }
        hints += isHint ? 1 : 0;
        buffered.add(event);
    }

    /** Removes all waiting events. They are stamped now, as a process does when it runs again. */
    List<NodeEvent> drain() {
        if (buffered.isEmpty()) {
            return List.of();
        }
        List<NodeEvent> events = new ArrayList<>(buffered.size());
        buffered.forEach(event -> events.add(event.get()));
        buffered.clear();
        hints = 0;
        return events;
    }

    /** The same, followed by one more event. */
    List<NodeEvent> drainWith(NodeEvent last) {
        if (buffered.isEmpty()) {
            return List.of(last);
        }
        List<NodeEvent> events = drain();
        events.add(last);
        return events;
    }

    /** The event that a message about this node is for its receiver. */
    NodeEvent event(MessageType type, ClockReading now, Duration took, int answeredIncarnation) {
        Evidence evidence = type.evidence;
        if (evidence != null) {
            boolean isOk = evidence == Evidence.OK;
            Long heard = answeredIncarnation == incarnation ? boxedIncarnation : Long.valueOf(answeredIncarnation);
            String error = isOk ? null : evidence.phrase();
            return new NodeEvent.AttemptCompleted(
                    new Attempt(id, evidence, now, took, isOk ? heard : null, error, isOk ? starvedTime(now) : null));
        }
        return switch (type) {
            case CONNECTION_LOST -> new NodeEvent.ConnectionLost(id);
            case LEAVING -> new NodeEvent.LeaveAnnounced(id);
            case HEARTBEAT_RECEIVED -> new NodeEvent.HeartbeatRequested(id);
            default -> throw new IllegalArgumentException(type + " is no event of a node");
        };
    }

    /** Index of a node, parsed from its name, which is cheaper than a map. */
    static int index(NodeId id) {
        String name = id.value();
        int number = 0;
        for (int i = NAME.length(); i < name.length(); i++) {
            number = 10 * number + (name.charAt(i) - '0');
        }
        return number - 1;
    }
}
