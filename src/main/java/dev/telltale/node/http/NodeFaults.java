package dev.telltale.node.http;

import dev.telltale.faults.FaultBook;
import dev.telltale.faults.Passage;
import dev.telltale.faults.Service;
import dev.telltale.model.Fault;
import dev.telltale.model.FaultId;
import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.model.Page;
import dev.telltale.time.NanoClock;
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
final class NodeFaults {
    private final FaultBook book;
    private final NanoClock clock;
    private final Consumer<String> remarks;
    private volatile Duration skew = Duration.ZERO;
    private XnioExecutor.@Nullable Key alarm;

    /** Remarks are handed a sentence for each change, on the I/O thread. */
    NodeFaults(NodeId self, NanoClock clock, Consumer<String> remarks) {
        this.clock = clock;
        this.remarks = remarks;
        // Seeded by the name: the same faults in the same order meet the same luck in every life of the node.
        book = new FaultBook(self, new SplittableRandom(self.value().hashCode()));
    }

    /** The node's own clock, which a fault may set wrong; its monotonic side never is. Any thread. */
    NanoClock clock() {
        return () -> {
            Moment now = clock.now();
            Duration ahead = skew;
            return ahead.isZero() ? now : new Moment(now.nanos(), now.wall().plus(ahead));
        };
    }

    /** When a fault begins is told by the true clock. */
    Moment now() {
        return clock.now();
    }

    /** Empty if there is no room. */
    Optional<Fault> put(Fault fault, XnioIoThread io) {
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
    boolean renew(FaultId id, XnioIoThread io) {
        boolean isThere = book.renew(id, clock.nanos());
        changed(io);
        return isThere;
    }

    boolean heal(FaultId id, XnioIoThread io) {
        boolean wasThere = book.heal(id);
        if (wasThere) {
            remarks.accept("is healed of " + id);
            changed(io);
        }
        return wasThere;
    }

    int healAll(XnioIoThread io) {
        int healed = book.healAll();
        if (healed > 0) {
            remarks.accept("is healed of " + healed + (healed == 1 ? " fault" : " faults"));
            changed(io);
        }
        return healed;
    }

    List<Fault> faults() {
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

    boolean isCutTo(NodeId peer) {
        return book.isCutTo(peer);
    }

    Passage leaving(NodeId peer) {
        return book.leaving(peer);
    }

    boolean isHeardFrom(NodeId peer) {
        return book.isHeardFrom(peer);
    }

    Service serving(Page page) {
        return book.serving(page);
    }

    boolean isEmpty() {
        return book.isEmpty();
    }
}
