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
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process of the simulation, from life to life. */
final class SimulatedNode {
    static final String NAME = "node";
    /** As many hints as the real inbox takes. */
    private static final int ROOM_FOR_HINTS = 64;

    final int index;
    final NodeId id;
    /** Its address means nothing here. */
    final Member member;

    SimulatedProcessState life = SimulatedProcessState.GONE;
    /** Virtual nanoseconds since which its life is what it is. */
    long since;
    /** Virtual nanoseconds at which this life began. */
    long began;
    /** Counts the starts: the incarnation, which grows with each. */
    int lives;

    Long incarnation = 0L;

    @Nullable
    NodeStateMachine brain;

    /** What the deciding detector told last, by the slot of the subject. */
    private Status[] told = {};
    /** What came while it was paused, to be read when it goes on. */
    private final List<Supplier<NodeEvent>> piled = new ArrayList<>(0);

    private int hints;

    /** Virtual nanoseconds until which a thread of it gets no processor time, by {@link Part}. */
    private final Map<Part, Long> starvedUntil = new EnumMap<>(Part.class);
    /** Whether its connection to the subject in that slot is open. */
    private boolean[] connected = {};

    SimulatedNode(int index) {
        this.index = index;
        id = id(index);
        member = new Member(id, new Address("localhost", 1 + index));
    }

    static NodeId id(int index) {
        return new NodeId(NAME + (index + 1));
    }

    void begin(NodeStateMachine newBrain, int subjects) {
        end();
        brain = newBrain;
        lives++;
        incarnation = (long) lives;
        connected = new boolean[subjects];
        told = new Status[subjects];
        Arrays.fill(told, Status.UNKNOWN);
    }

    void end() {
        brain = null;
        piled.clear();
        hints = 0;
        starveNoMore();
    }

    void starveNoMore() {
        starvedUntil.clear();
    }

    void starve(Part part, long until) {
        starvedUntil.put(part, until);
    }

    /** In the past if the thread runs. */
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

    /** By its own account; null if it was never short of processor time. */
    private @Nullable Duration starved(ClockReading now) {
        long nanos = brain == null ? 0 : brain.starvation().totalNanos(now.nanos());
        return nanos == 0 ? null : Duration.ofNanos(nanos);
    }

    void tell(int slot, Status status) {
        told[slot] = status;
    }

    Status told(int slot) {
        return told[slot];
    }

    void pile(boolean isHint, Supplier<NodeEvent> signal) {
        if (isHint && hints >= ROOM_FOR_HINTS) {
            return;
        }
        hints += isHint ? 1 : 0;
        piled.add(signal);
    }

    /** All that waits, stamped now, as the process itself does it when it goes on. */
    List<NodeEvent> unpile() {
        if (piled.isEmpty()) {
            return List.of();
        }
        List<NodeEvent> signals = new ArrayList<>(piled.size());
        piled.forEach(signal -> signals.add(signal.get()));
        piled.clear();
        hints = 0;
        return signals;
    }

    /** The same, and what comes on top of it. */
    List<NodeEvent> unpileWith(NodeEvent last) {
        if (piled.isEmpty()) {
            return List.of(last);
        }
        List<NodeEvent> signals = unpile();
        signals.add(last);
        return signals;
    }

    /** What somebody learns of this node when a message arrives. */
    NodeEvent signal(int kind, ClockReading now, Duration took, int life) {
        if (MessageType.isEnd(kind)) {
            Evidence evidence = MessageType.evidence(kind);
            boolean isOk = evidence == Evidence.OK;
            Long heard = life == lives ? incarnation : Long.valueOf(life);
            String error = isOk ? null : evidence.phrase();
            return new NodeEvent.AttemptCompleted(
                    new Attempt(id, evidence, now, took, isOk ? heard : null, error, isOk ? starved(now) : null));
        }
        return switch (kind) {
            case MessageType.LOST -> new NodeEvent.ConnectionLost(id);
            case MessageType.LEAVING -> new NodeEvent.Leaving(id);
            default -> new NodeEvent.HeartbeatReceived(id);
        };
    }
}
