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
 * What this node is told to do wrong. Confined to the I/O thread, but for the clock, which the loop reads too; and with a
 * timer, so that a fault whose author is gone ends to the millisecond.
 */
public final class NodeFaults {
    private final ActiveFaults book;
    private final TimeSource clock;
    private final Consumer<String> remarks;
    private volatile Duration skew = Duration.ZERO;
    private XnioExecutor.@Nullable Key alarm;

    /** Remarks are handed a sentence for each change, on the I/O thread. */
    public NodeFaults(NodeId self, TimeSource clock, Consumer<String> remarks) {
        this.clock = clock;
        this.remarks = remarks;
        // Seeded by the name: the same faults in the same order meet the same luck in every life of the node.
        book = new ActiveFaults(self, new SplittableRandom(self.value().hashCode()));
    }

    /** The node's own clock, which a fault may set wrong; its monotonic side never is. Any thread. */
    public TimeSource clock() {
        return () -> {
            ClockReading now = clock.now();
            Duration ahead = skew;
            return ahead.isZero()
                    ? now
                    : new ClockReading(now.nanos(), now.wall().plus(ahead));
        };
    }

    /** When a fault begins is told by the true clock. */
    public ClockReading now() {
        return clock.now();
    }

    /** Empty if there is no room. */
    public Optional<Fault> put(Fault fault, XnioIoThread io) {
        boolean isNew = book.faults().stream().noneMatch(known -> known.id().equals(fault.id()));
        Optional<Fault> kept = book.put(fault, clock.nanos());
        if (isNew && kept.isPresent()) {
            remarks.accept(
                    "breaks on purpose (" + fault.effect().word() + ' ' + fault.id() + ", by " + fault.author() + ')');
        }
        changed(io);
        return kept;
    }

    /** Whether it is still there: its author is. */
    public boolean renew(FaultId id, XnioIoThread io) {
        boolean isThere = book.renew(id, clock.nanos());
        changed(io);
        return isThere;
    }

    public boolean heal(FaultId id, XnioIoThread io) {
        boolean wasThere = book.heal(id);
        if (wasThere) {
            remarks.accept("is healed of " + id);
            changed(io);
        }
        return wasThere;
    }

    public int healAll(XnioIoThread io) {
        int healed = book.healAll();
        if (healed > 0) {
            remarks.accept("is healed of " + healed + (healed == 1 ? " fault" : " faults"));
            changed(io);
        }
        return healed;
    }

    public List<Fault> faults() {
        book.expire(clock.nanos());
        return book.faults();
    }

    private void changed(XnioIoThread io) {
        skew = book.skew();
        if (alarm != null) {
            alarm.remove();
            alarm = null;
        }
        book.nextExpiry(clock.nanos()).ifPresent(left -> {
            alarm = io.executeAfter(() -> expire(io), left.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    private void expire(XnioIoThread io) {
        for (Fault fault : book.expire(clock.nanos())) {
            remarks.accept("heals itself of " + fault.id() + ": " + fault.author() + " was silent for "
                    + fault.lease().toMillis() + " ms");
        }
        changed(io);
    }

    public boolean isCutTo(NodeId peer) {
        return book.isCutTo(peer);
    }

    public SendDecision leaving(NodeId peer) {
        return book.leaving(peer);
    }

    public boolean isHeardFrom(NodeId peer) {
        return book.isHeardFrom(peer);
    }

    public ResponseBehavior serving(Endpoint page) {
        return book.serving(page);
    }

    public boolean isEmpty() {
        return book.isEmpty();
    }
}
