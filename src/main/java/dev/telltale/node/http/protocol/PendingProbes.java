package dev.telltale.node.http.protocol;

import dev.telltale.model.Attempt;
import dev.telltale.model.NodeId;
import dev.telltale.node.Inbox;
import dev.telltale.node.NodeEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/** Probe requests of other nodes that wait for an attempt of this node; limited in number and time. I/O thread only. */
public final class PendingProbes {
    private static final int MAX_PENDING = 64;

    private final Inbox inbox;
    private final long timeoutNanos;
    private final Map<Long, Pending> pending = new HashMap<>();
    private long nextTicket;

    private record Pending(Consumer<@Nullable Attempt> callback, XnioExecutor.Key timer) {}

    public PendingProbes(Inbox inbox, long timeoutNanos) {
        this.inbox = inbox;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * Adds a request. The consumer is called once: with the attempt, or with null if too many wait or the time is over.
     */
    public void add(NodeId subject, XnioIoThread io, Consumer<@Nullable Attempt> callback) {
        long ticket = nextTicket++;
        if (pending.size() >= MAX_PENDING || !inbox.put(new NodeEvent.ProbeRequested(subject, ticket))) {
            callback.accept(null);
            return;
        }
        XnioExecutor.Key timer = io.executeAfter(() -> complete(ticket, null), timeoutNanos, TimeUnit.NANOSECONDS);
        pending.put(ticket, new Pending(callback, timer));
    }

    /** Completes the request with this ticket, unless its time is over. */
    public void complete(long ticket, @Nullable Attempt attempt) {
        Pending request = pending.remove(ticket);
        if (request != null) {
            request.timer().remove();
            request.callback().accept(attempt);
        }
    }
}
