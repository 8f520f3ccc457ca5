package dev.telltale.node.http.protocol;

import dev.telltale.fault.ActiveFaults;
import dev.telltale.fault.Endpoint;
import dev.telltale.fault.Fault;
import dev.telltale.fault.FaultId;
import dev.telltale.fault.ResponseBehavior;
import dev.telltale.fault.SendDecision;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * The faults injected into this node, with a timer that ends each when its lease expires. I/O thread only, except the
 * clock, which any thread may read.
 */
public final class NodeFaults {
    private final ActiveFaults active;
    private final TimeSource clock;
    private final Consumer<String> remarks;
    private volatile Duration skew = Duration.ZERO;
    private XnioExecutor.@Nullable Key timer;

    /** @param remarks receives a log line for each change, on the I/O thread */
    public NodeFaults(NodeId self, TimeSource clock, Consumer<String> remarks) {
        this.clock = clock;
        this.remarks = remarks;
        // Seeded by the name: the same faults in the same order have the same random effects in every incarnation.
        active = new ActiveFaults(self, new SplittableRandom(self.value().hashCode()));
    }

    /** The clock of the node. A fault may skew its wall-clock time, never its monotonic time. Any thread. */
    public TimeSource clock() {
        return () -> {
            ClockReading now = clock.now();
            Duration ahead = skew;
            return ahead.isZero()
                    ? now
                    : new ClockReading(now.nanos(), now.wall().plus(ahead));
        };
    }

    /** The time without skew, for the start of a fault. */
    public ClockReading now() {
        return clock.now();
    }

    /** Adds or replaces a fault, and schedules its end; empty if the maximum number of faults is active. */
    public Optional<Fault> put(Fault fault, XnioIoThread io) {
        boolean isNew = active.faults().stream().noneMatch(known -> known.id().equals(fault.id()));
        Optional<Fault> kept = active.put(fault, clock.nanos());
        if (isNew && kept.isPresent()) {
            remarks.accept(
                    "fault injected: " + fault.effect().id() + ' ' + fault.id() + " (by " + fault.author() + ')');
        }
        changed(io);
        return kept;
    }

    /** Renews the lease of a fault; false if the fault has ended. */
    public boolean renew(FaultId id, XnioIoThread io) {
        boolean isActive = active.renew(id, clock.nanos());
        changed(io);
        return isActive;
    }

    /** Ends a fault; false if it has ended already. */
    public boolean heal(FaultId id, XnioIoThread io) {
        boolean wasActive = active.heal(id);
        if (wasActive) {
            remarks.accept("fault cleared: " + id);
            changed(io);
        }
        return wasActive;
    }

    /** Ends all faults; returns their number. */
    public int healAll(XnioIoThread io) {
        int healed = active.healAll();
        if (healed > 0) {
            remarks.accept("faults cleared: " + healed);
            changed(io);
        }
        return healed;
    }

    /** The active faults. */
    public List<Fault> faults() {
        active.expire(clock.nanos());
        return active.faults();
    }

    private void changed(XnioIoThread io) {
        skew = active.skew();
        if (timer != null) {
            timer.remove();
            timer = null;
        }
        active.nextExpiry(clock.nanos()).ifPresent(left -> {
            timer = io.executeAfter(() -> expire(io), left.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    private void expire(XnioIoThread io) {
        for (Fault fault : active.expire(clock.nanos())) {
            remarks.accept("fault expired: " + fault.id() + " (" + fault.author() + " did not renew it within "
                    + fault.lease().toMillis() + " ms)");
        }
        changed(io);
    }

    /** Whether a fault cuts the link from this node to the peer. */
    public boolean isCutTo(NodeId peer) {
        return active.isCutTo(peer);
    }

    /** Whether and when a request to the peer is sent. */
    public SendDecision sendDecision(NodeId peer) {
        return active.sendDecision(peer);
    }

    /** Whether requests of the peer reach this node. */
    public boolean receivesFrom(NodeId peer) {
        return active.acceptsFrom(peer);
    }

    /** How a request for the endpoint is answered. */
    public ResponseBehavior responseBehavior(Endpoint endpoint) {
        return active.responseFor(endpoint);
    }

    public boolean isEmpty() {
        return active.isEmpty();
    }
}
