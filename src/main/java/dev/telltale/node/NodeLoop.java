package dev.telltale.node;

import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The thread that owns the state machine. It sleeps until an event arrives or the next timer is due, and after requests
 * until their responses can be read together; it never polls.
 */
public final class NodeLoop implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final NodeStateMachine stateMachine;
    private final Inbox inbox;
    private final PeerTransport transport;
    private final TimeSource clock;
    private final Consumer<NodeSnapshot> publisher;
    private final Consumer<TickTrace> trace;
    private final NodeListener listener;
    private final Thread thread;

    /**
     * Creates a loop that is not started yet.
     *
     * @param publisher receives a snapshot after every tick, on the loop's thread
     * @param trace receives every tick that was not idle, on the loop's thread
     */
    public NodeLoop(
            NodeId self,
            NodeStateMachine stateMachine,
            Inbox inbox,
            PeerTransport transport,
            TimeSource clock,
            Consumer<NodeSnapshot> publisher,
            Consumer<TickTrace> trace,
            NodeListener listener) {
        this.stateMachine = stateMachine;
        this.inbox = inbox;
        this.transport = transport;
        this.clock = clock;
        this.publisher = publisher;
        this.trace = trace;
        this.listener = listener;
        thread = new Thread(this::run, "loop-" + self);
    }

    /** Starts the thread; at most once. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            List<NodeEvent> events = List.of();
            while (!Thread.currentThread().isInterrupted()) {
                ClockReading now = clock.now();
                TickResult result = stateMachine.tick(events, now);
                // Publish before sending, so that /status already shows the state that caused a request.
                publisher.accept(stateMachine.snapshot());
                report(result);
                result.requests().forEach(transport::requestHeartbeat);
                result.probes().forEach(probe -> transport.requestProbe(probe.helper(), probe.subject()));
                result.probeResponses()
                        .forEach(response -> transport.sendProbeResponse(response.ticket(), response.attempt()));
                // Last, since no peer and no reader of /status waits for it.
                if (!result.isIdle()) {
                    trace.accept(TickTrace.of(now, events, result));
                }
                events = inbox.drain(
                        result.requests().isEmpty()
                                ? result.wakeInNanos()
                                : Math.min(result.wakeInNanos(), inbox.roundNanos()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            listener.onFailure(e);
        }
    }

    private void report(TickResult result) {
        if (result.pausedNanos() > 0) {
            listener.onPause(Duration.ofNanos(result.pausedNanos()));
        }
        result.transitions().forEach(listener::onTransition);
    }

    /** Interrupts the thread and waits for its end, at most 1 s. Any other thread. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
