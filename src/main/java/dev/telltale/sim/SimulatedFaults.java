package dev.telltale.sim;

import dev.telltale.fault.ActiveFaults;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.FaultType;
import dev.telltale.fault.ResponseBehavior;
import dev.telltale.fault.SendDecision;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is broken on purpose in a simulated cluster, enforced by the same books as in real nodes. Their luck is their own,
 * and where nothing is broken nothing is drawn and nothing is kept.
 */
final class SimulatedFaults {
    private static final String AUTHOR = "simulation";
    private final long seed;
    private final @Nullable ActiveFaults[] books;
    private final NodeId[] ids;
    private final Map<FaultId, FaultType> active = new LinkedHashMap<>();
    private int made;

    SimulatedFaults(long seed, int nodes) {
        this.seed = seed;
        books = new ActiveFaults[nodes];
        ids = new NodeId[nodes];
        for (int i = 0; i < nodes; i++) {
            ids[i] = SimulatedNode.id(i);
        }
    }

    /**
     * Breaks something, until it is healed.
     *
     * @throws IllegalStateException if a node has no room for it
     */
    FaultId make(FaultType effect) {
        var id = new FaultId(effect.word() + "-" + ++made);
        var fault = new Fault(id, AUTHOR, effect, Instant.EPOCH, Fault.MAX_LEASE);
        for (NodeId node : effect.nodes()) {
            ActiveFaults book = book(SimulatedCluster.index(node));
            // Always at time 0: here no author ever goes away.
            if (fault.partOf(node).flatMap(part -> book.put(part, 0)).isEmpty()) {
                heal(id);
                throw new IllegalStateException(node + " has " + ActiveFaults.MAX_FAULTS + " faults already");
            }
        }
        active.put(id, effect);
        return id;
    }

    private ActiveFaults book(int node) {
        ActiveFaults book = books[node];
        if (book == null) {
            // Split, for seeds that are near each other may well begin the same sequence one draw apart.
            book = new ActiveFaults(ids[node], new SplittableRandom(seed + node).split());
            books[node] = book;
        }
        return book;
    }

    void heal(FaultId id) {
        active.remove(id);
        for (ActiveFaults book : books) {
            if (book != null) {
                book.heal(id);
            }
        }
    }

    void healAll() {
        List.copyOf(active.keySet()).forEach(this::heal);
    }

    /** Oldest first. */
    List<FaultType> effects() {
        return new ArrayList<>(active.values());
    }

    /** What becomes of the next question of the observer. */
    SendDecision leaving(int observer, int subject) {
        ActiveFaults book = books[observer];
        return book == null ? SendDecision.FREE : book.leaving(ids[subject]);
    }

    /** How the subject serves what this observer asks. */
    ResponseBehavior service(int subject, int observer) {
        ActiveFaults book = books[subject];
        if (book == null) {
            return ResponseBehavior.NORMAL;
        }
        return book.isHeardFrom(ids[observer])
                ? book.serving(Endpoint.HEARTBEAT)
                : new ResponseBehavior(ResponseBehavior.Mode.SILENCE, 0);
    }

    /** Whether the observer would not even notice that its connection to the subject breaks. */
    boolean isCut(int observer, int subject) {
        ActiveFaults book = books[observer];
        return book != null && book.isCutTo(ids[subject]);
    }

    /** Whether a word of one node, which needs no answer, is read by the other. */
    boolean comesThrough(int from, int to) {
        return !leaving(from, to).isLost() && service(to, from).manner() == ResponseBehavior.Mode.NORMAL;
    }

    /** The time as that node's clocks show it: its wall clock may be off. */
    ClockReading onClockOf(int node, ClockReading now) {
        ActiveFaults book = books[node];
        Duration skew = book == null ? Duration.ZERO : book.skew();
        return skew.isZero() ? now : new ClockReading(now.nanos(), now.wall().plus(skew));
    }
}
