package dev.telltale.sim;

import dev.telltale.faults.FaultBook;
import dev.telltale.faults.Passage;
import dev.telltale.faults.Service;
import dev.telltale.model.Effect;
import dev.telltale.model.Fault;
import dev.telltale.model.FaultId;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
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
    private final @Nullable FaultBook[] books;
    private final NodeId[] ids;
    private final Map<FaultId, Effect> active = new LinkedHashMap<>();
    private int made;

    SimulatedFaults(long seed, int nodes) {
        this.seed = seed;
        books = new FaultBook[nodes];
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
    FaultId make(Effect effect) {
        var id = new FaultId(effect.word() + "-" + ++made);
        var fault = new Fault(id, AUTHOR, effect, Instant.EPOCH, Fault.MAX_LEASE);
        for (NodeId node : effect.nodes()) {
            FaultBook book = book(SimulatedCluster.index(node));
            // Always at time 0: here no author ever goes away.
            if (fault.partOf(node).flatMap(part -> book.put(part, 0)).isEmpty()) {
                heal(id);
                throw new IllegalStateException(node + " has " + FaultBook.MAX_FAULTS + " faults already");
            }
        }
        active.put(id, effect);
        return id;
    }

    private FaultBook book(int node) {
        FaultBook book = books[node];
        if (book == null) {
            // Split, for seeds that are near each other may well begin the same sequence one draw apart.
            book = new FaultBook(ids[node], new SplittableRandom(seed + node).split());
            books[node] = book;
        }
        return book;
    }

    void heal(FaultId id) {
        active.remove(id);
        for (FaultBook book : books) {
            if (book != null) {
                book.heal(id);
            }
        }
    }

    void healAll() {
        List.copyOf(active.keySet()).forEach(this::heal);
    }

    /** Oldest first. */
    List<Effect> effects() {
        return new ArrayList<>(active.values());
    }

    /** What becomes of the next question of the observer. */
    Passage leaving(int observer, int subject) {
        FaultBook book = books[observer];
        return book == null ? Passage.FREE : book.leaving(ids[subject]);
    }

    /** How the subject serves what this observer asks. */
    Service service(int subject, int observer) {
        FaultBook book = books[subject];
        if (book == null) {
            return Service.NORMAL;
        }
        return book.isHeardFrom(ids[observer]) ? book.serving(Page.HEARTBEAT) : new Service(Service.Manner.SILENCE, 0);
    }

    /** Whether the observer would not even notice that its connection to the subject breaks. */
    boolean isCut(int observer, int subject) {
        FaultBook book = books[observer];
        return book != null && book.isCutTo(ids[subject]);
    }

    /** Whether a word of one node, which needs no answer, is read by the other. */
    boolean comesThrough(int from, int to) {
        return !leaving(from, to).isLost() && service(to, from).manner() == Service.Manner.NORMAL;
    }

    /** The time as that node's clocks show it: its wall clock may be off. */
    Moment onClockOf(int node, Moment now) {
        FaultBook book = books[node];
        Duration skew = book == null ? Duration.ZERO : book.skew();
        return skew.isZero() ? now : new Moment(now.nanos(), now.wall().plus(skew));
    }
}
