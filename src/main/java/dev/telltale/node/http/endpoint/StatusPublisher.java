package dev.telltale.node.http.endpoint;

import dev.telltale.node.NodeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * The newest beliefs, and who waits for newer ones. The node loop publishes; waiting and waking happen on the I/O thread
 * only, so that no wake-up can be missed between looking and waiting.
 */
public final class StatusPublisher {
    private static final int MAX_WAITERS = 64;
    private static final int MAX_PAUSE_MILLIS = 200;
    private static final int PEERS_SQUARED_PER_MILLI = 8;

    private volatile NodeSnapshot current;
    private final List<Waiter> waiters = new ArrayList<>();
    /**
     * News is told a little later: when a node dies, all others on its machine judge at once, and telling it, which takes
     * longer, must not take their processor. As many tell as there are peers, and each tells of as many; so 0 ms for three
     * nodes and 105 ms for thirty.
     */
    private final int pauseMillis;

    private boolean isWaking;
    private boolean closed;

    public StatusPublisher(NodeSnapshot first) {
        current = first;
        int peers = first.peers().size();
        pauseMillis = Math.min(MAX_PAUSE_MILLIS, peers * peers / PEERS_SQUARED_PER_MILLI);
    }

    private static final class Waiter {
        private final long index;
        private final Runnable answer;
        private XnioExecutor.Key alarm;

        Waiter(long index, Runnable answer, XnioExecutor.Key alarm) {
            this.index = index;
            this.answer = answer;
            this.alarm = alarm;
        }
    }

    public NodeSnapshot current() {
        return current;
    }

    /** Node loop only. */
    public void publish(NodeSnapshot beliefs, XnioIoThread io) {
        boolean isNews = beliefs.version() != current.version();
        current = beliefs;
        if (isNews) {
            io.execute(() -> wakeSoon(io));
        }
    }

    /** More news in the meantime is told with it. */
    private void wakeSoon(XnioIoThread io) {
        if (!isWaking) {
            isWaking = true;
            io.executeAfter(this::wake, pauseMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** I/O thread only. Answers at once when there is news already, no time to wait, or too many wait. */
    public void await(long index, long waitMillis, XnioIoThread io, Runnable answer) {
        if (current.version() != index || waitMillis <= 0 || closed || waiters.size() >= MAX_WAITERS) {
            answer.run();
            return;
        }
        var waiter = new Waiter(index, answer, () -> true);
        waiter.alarm = io.executeAfter(
                () -> {
                    if (waiters.remove(waiter)) {
                        answer.run();
                    }
                },
                waitMillis,
                TimeUnit.MILLISECONDS);
        waiters.add(waiter);
    }

    /** I/O thread only: the node leaves, so nobody waits any longer. */
    public void close() {
        closed = true;
        List<Waiter> all = List.copyOf(waiters);
        waiters.clear();
        all.forEach(StatusPublisher::release);
    }

    private void wake() {
        isWaking = false;
        List<Waiter> ready = waiters.stream()
                .filter(waiter -> waiter.index != current.version())
                .toList();
        waiters.removeAll(ready);
        ready.forEach(StatusPublisher::release);
    }

    private static void release(Waiter waiter) {
        waiter.alarm.remove();
        waiter.answer.run();
    }
}
