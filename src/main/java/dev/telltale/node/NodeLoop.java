package dev.telltale.node;

import dev.telltale.model.NodeId;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The one thread that owns the brain. It sleeps until a signal arrives or the next deadline, and never polls. */
public final class NodeLoop implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final NodeStateMachine brain;
    private final Inbox inbox;
    private final PeerTransport asker;
    private final TimeSource clock;
    private final Consumer<NodeSnapshot> board;
    private final NodeListener listener;
    private final Thread thread;

    /** The board is handed the beliefs after every tick, on the loop's thread. */
    public NodeLoop(
            NodeId self,
            NodeStateMachine brain,
            Inbox inbox,
            PeerTransport asker,
            TimeSource clock,
            Consumer<NodeSnapshot> board,
            NodeListener listener) {
        this.brain = brain;
        this.inbox = inbox;
        this.asker = asker;
        this.clock = clock;
        this.board = board;
        this.listener = listener;
        thread = new Thread(this::run, "loop-" + self);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try {
            List<NodeEvent> signals = List.of();
            while (!Thread.currentThread().isInterrupted()) {
                NodeStateMachine.TickResult step = brain.tick(signals, clock.now());
                // Told before asked: whoever reads the board next sees what led to the question.
                board.accept(brain.beliefs());
                tell(step);
                step.ask().forEach(asker::ask);
                step.probes().forEach(probe -> asker.probe(probe.helper(), probe.subject()));
                step.answers().forEach(answer -> asker.answer(answer.ticket(), answer.attempt()));
                signals = inbox.drain(step.wakeInNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            listener.onFailure(e);
        }
    }

    private void tell(NodeStateMachine.TickResult step) {
        if (step.lateNanos() > 0) {
            listener.onLate(Duration.ofNanos(step.lateNanos()));
        }
        step.transitions().forEach(listener::onTransition);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
