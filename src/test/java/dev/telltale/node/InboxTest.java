package dev.telltale.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.Await;
import dev.telltale.time.ClockReading;
import dev.telltale.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final NodeId PEER = new NodeId("node2");
    private static final NodeEvent HINT = new NodeEvent.HeartbeatRequested(PEER);
    private static final NodeEvent.AttemptCompleted END = new NodeEvent.AttemptCompleted(
            new Attempt(PEER, Evidence.OK, new ClockReading(1, Instant.EPOCH), Duration.ofMillis(1), null, null, null));

    @Test
    void eventsAreDrainedInInsertionOrder() throws InterruptedException {
        var inbox = new Inbox(2, TimeSource.SYSTEM);
        inbox.put(HINT);
        inbox.put(END);
        inbox.put(new NodeEvent.ConnectionLost(PEER));
        assertThat(inbox.drain(0)).isEqualTo(List.of(HINT, END, new NodeEvent.ConnectionLost(PEER)));
        assertThat(inbox.drain(0)).isEmpty();
    }

    @Test
    void aFullInboxDropsHintsButNoCompletions() throws InterruptedException {
        var inbox = new Inbox(3, TimeSource.SYSTEM);
        for (int i = 0; i < 1_000; i++) {
            inbox.put(HINT);
        }
        for (int peer = 0; peer < 3; peer++) {
            inbox.put(END);
        }
        List<NodeEvent> signals = inbox.drain(0);
        assertThat(signals.stream().filter(HINT::equals)).hasSize(64);
        assertThat(signals.subList(64, signals.size())).isEqualTo(List.of(END, END, END));
    }

    @Test
    void theInboxAcceptsHintsAgainAfterADrain() throws InterruptedException {
        var inbox = new Inbox(1, TimeSource.SYSTEM);
        for (int i = 0; i < 1_000; i++) {
            inbox.put(HINT);
        }
        inbox.drain(0);
        inbox.put(HINT);
        assertThat(inbox.drain(0)).isEqualTo(List.of(HINT));
    }

    @Test
    void aLoopThatWakesSoonSleepsOnAtARepeatedHeartbeat() throws InterruptedException {
        var inbox = new Inbox(2, TimeSource.SYSTEM);
        inbox.putRepeated(END);
        long before = System.nanoTime();
        assertThat(inbox.drain(Inbox.ROUND_NANOS)).isEqualTo(List.of(END));
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(Inbox.ROUND_NANOS);
        assertThat(inbox.drain(0)).isEmpty();
    }

    @Test
    void aRepeatedHeartbeatWakesALoopThatWouldSleepLonger() throws Exception {
        var inbox = new Inbox(2, TimeSource.SYSTEM);
        assertThat(whileDraining(inbox, TIMEOUT.toNanos(), () -> inbox.putRepeated(END)))
                .isEqualTo(List.of(END));
    }

    @Test
    void aLoopThatWouldSleepLongerFirstReadsRepeatedHeartbeatsThatCameBefore() throws InterruptedException {
        var inbox = new Inbox(2, TimeSource.SYSTEM);
        inbox.putRepeated(END);
        assertThat(inbox.drain(TIMEOUT.toNanos())).isEqualTo(List.of(END));
    }

    @Test
    void anyOtherEventWakesTheLoopAtOnce() throws Exception {
        var inbox = new Inbox(2, TimeSource.SYSTEM);
        assertThat(whileDraining(inbox, TIMEOUT.toNanos(), () -> inbox.put(HINT)))
                .isEqualTo(List.of(HINT));
    }

    /** What the loop drains when the action runs after it has begun to wait; the test's limit shows a missed wake-up. */
    private static List<NodeEvent> whileDraining(Inbox inbox, long timeoutNanos, Runnable action) throws Exception {
        var loop = new FutureTask<>(() -> inbox.drain(timeoutNanos));
        var thread = new Thread(loop, "loop");
        thread.start();
        Await.await("the loop waits").until(() -> thread.getState() == Thread.State.TIMED_WAITING || loop.isDone());
        action.run();
        return loop.get(TIMEOUT.toSeconds() / 2, TimeUnit.SECONDS);
    }
}
