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

/** Other nodes that wait to hear how our attempt at a subject ends: bounded in number and in time. I/O thread only. */
public final class PendingProbes {
    private static final int MAX_PENDING = 64;

    private final Inbox inbox;
    private final long patienceNanos;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private long nextTicket;

    private record Waiting(Consumer<@Nullable Attempt> answer, XnioExecutor.Key alarm) {}

    public PendingProbes(Inbox inbox, long patienceNanos) {
        this.inbox = inbox;
        this.patienceNanos = patienceNanos;
    }

    /** The consumer is called once, on the I/O thread: with null when there is no room, or no answer in time. */
    public void ask(NodeId subject, XnioIoThread io, Consumer<@Nullable Attempt> answer) {
        long ticket = nextTicket++;
        if (waiting.size() >= MAX_PENDING || !inbox.put(new NodeEvent.ProbeAsked(subject, ticket))) {
            answer.accept(null);
            return;
        }
        XnioExecutor.Key alarm = io.executeAfter(() -> answer(ticket, null), patienceNanos, TimeUnit.NANOSECONDS);
        waiting.put(ticket, new Waiting(answer, alarm));
    }

    public void answer(long ticket, @Nullable Attempt attempt) {
        Waiting asker = waiting.remove(ticket);
        if (asker != null) {
            asker.alarm().remove();
            asker.answer().accept(attempt);
        }
    }
}
