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
 * Injected faults of a simulated cluster, applied by the same {@link ActiveFaults} as in real nodes. Their random
 * numbers are separate, so faults do not change the other draws. Nodes without faults cost nothing.
 */
final class SimulatedFaults {
    private static final String AUTHOR = "simulation";
    private final long seed;
    private final @Nullable ActiveFaults[] byNode;
    private final NodeId[] ids;
    private final Map<FaultId, FaultType> active = new LinkedHashMap<>();
    private int injected;

    SimulatedFaults(long seed, int nodes) {
        this.seed = seed;
        byNode = new ActiveFaults[nodes];
        ids = new NodeId[nodes];
        for (int i = 0; i < nodes; i++) {
            ids[i] = SimulatedNode.id(i);
        }
    }

    /**
     * Injects a fault, until it is healed.
     *
     * @throws IllegalStateException if a node has the maximum number of faults
     */
    FaultId inject(FaultType effect) {
        var id = new FaultId(effect.id() + "-" + ++injected);
        var fault = new Fault(id, AUTHOR, effect, Instant.EPOCH, Fault.MAX_LEASE);
        for (NodeId node : effect.nodes()) {
            ActiveFaults faults = faultsOf(SimulatedNode.index(node));
            // Always at time 0, so that leases never expire.
            if (fault.partOf(node).flatMap(part -> faults.put(part, 0)).isEmpty()) {
                heal(id);
                throw new IllegalStateException(node + " has " + ActiveFaults.MAX_FAULTS + " faults already");
            }
        }
        active.put(id, effect);
        return id;
    }

    private ActiveFaults faultsOf(int node) {
        ActiveFaults faults = byNode[node];
        if (faults == null) {
            // Split, because close seeds may give the same sequence, shifted by one draw.
            faults = new ActiveFaults(ids[node], new SplittableRandom(seed + node).split());
            byNode[node] = faults;
        }
        return faults;
    }

    void heal(FaultId id) {
        active.remove(id);
        for (ActiveFaults faults : byNode) {
            if (faults != null) {
                faults.heal(id);
            }
        }
    }

    void healAll() {
        List.copyOf(active.keySet()).forEach(this::heal);
    }

    /** The active fault types, oldest first. */
    List<FaultType> effects() {
        return new ArrayList<>(active.values());
    }

    /** What happens to the next request of the observer. */
    SendDecision request(int observer, int subject) {
        ActiveFaults faults = byNode[observer];
        return faults == null ? SendDecision.IMMEDIATE : faults.sendDecision(ids[subject]);
    }

    /** How the subject responds to a request of the observer. */
    ResponseBehavior response(int subject, int observer) {
        ActiveFaults faults = byNode[subject];
        if (faults == null) {
            return ResponseBehavior.NORMAL;
        }
        return faults.acceptsFrom(ids[observer])
                ? faults.responseFor(Endpoint.HEARTBEAT)
                : new ResponseBehavior(ResponseBehavior.Mode.SILENCE, 0);
    }

    /** Whether the observer does not notice that its connection to the subject breaks. */
    boolean isCut(int observer, int subject) {
        ActiveFaults faults = byNode[observer];
        return faults != null && faults.isCutTo(ids[subject]);
    }

    /** Whether a one-way message from one node is read by the other. */
    boolean isDelivered(int from, int to) {
        return !request(from, to).isLost() && response(to, from).mode() == ResponseBehavior.Mode.NORMAL;
    }

    /** The time on the node's clocks; its wall clock may be skewed. */
    ClockReading onClock(int node, ClockReading now) {
        ActiveFaults faults = byNode[node];
        Duration skew = faults == null ? Duration.ZERO : faults.skew();
        return skew.isZero() ? now : new ClockReading(now.nanos(), now.wall().plus(skew));
    }
}
