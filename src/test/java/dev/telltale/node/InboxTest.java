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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final long ROUND = Inbox.roundNanos(INTERVAL);
    private static final NodeId PEER = new NodeId("node2");
    private static final NodeEvent HINT = new NodeEvent.HeartbeatRequested(PEER);
    private static final NodeEvent.AttemptCompleted END = new NodeEvent.AttemptCompleted(
            new Attempt(PEER, Evidence.OK, new ClockReading(1, Instant.EPOCH), Duration.ofMillis(1), null, null, null));

    @Test
    void eventsAreDrainedInInsertionOrder() throws InterruptedException {
        var inbox = new Inbox(2, INTERVAL, TimeSource.SYSTEM);
        inbox.put(HINT);
        inbox.put(END);
        inbox.put(new NodeEvent.ConnectionLost(PEER));
        assertThat(inbox.drain(0)).isEqualTo(List.of(HINT, END, new NodeEvent.ConnectionLost(PEER)));
        assertThat(inbox.drain(0)).isEmpty();
    }

    @Test
    void aFullInboxDropsHintsButNoCompletions() throws InterruptedException {
        var inbox = new Inbox(3, INTERVAL, TimeSource.SYSTEM);
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
        var inbox = new Inbox(1, INTERVAL, TimeSource.SYSTEM);
        for (int i = 0; i < 1_000; i++) {
            inbox.put(HINT);
        }
        inbox.drain(0);
        inbox.put(HINT);
        assertThat(inbox.drain(0)).isEqualTo(List.of(HINT));
    }

    @Test
    void aLoopThatWakesSoonSleepsOnAtARepeatedHeartbeat() throws InterruptedException {
        var inbox = new Inbox(2, INTERVAL, TimeSource.SYSTEM);
        inbox.putRepeated(END);
        long before = System.nanoTime();
        assertThat(inbox.drain(ROUND)).isEqualTo(List.of(END));
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(ROUND);
        assertThat(inbox.drain(0)).isEmpty();
    }

    /** By its clock, which stands still, the loop wakes within the round; in fact it would sleep for a minute. */
    @Test
    void aLoopThatWakesSoonWakesAtOnceForAnyOtherEvent() throws Exception {
        var now = new AtomicLong();
        var inbox = new Inbox(2, INTERVAL, () -> new ClockReading(now.get(), Instant.EPOCH));
        assertThat(whileDraining(inbox, TIMEOUT.toNanos(), () -> {
                    now.set(TIMEOUT.toNanos() - ROUND);
                    inbox.putRepeated(END);
                    inbox.put(HINT);
                }))
                .isEqualTo(List.of(END, HINT));
    }

    @ParameterizedTest
    @CsvSource({"2000, 20000", "10000, 20000", "100, 1000", "10, 100"})
    void theRoundIsASmallPartOfTheInterval(long intervalMillis, long roundMicros) {
        assertThat(Inbox.roundNanos(Duration.ofMillis(intervalMillis))).isEqualTo(roundMicros * 1_000);
    }

    @Test
    void aRepeatedHeartbeatWakesALoopThatWouldSleepLonger() throws Exception {
        var inbox = new Inbox(2, INTERVAL, TimeSource.SYSTEM);
        assertThat(whileDraining(inbox, TIMEOUT.toNanos(), () -> inbox.putRepeated(END)))
                .isEqualTo(List.of(END));
    }

    @Test
    void aLoopThatWouldSleepLongerFirstReadsRepeatedHeartbeatsThatCameBefore() throws InterruptedException {
        var inbox = new Inbox(2, INTERVAL, TimeSource.SYSTEM);
        inbox.putRepeated(END);
        assertThat(inbox.drain(TIMEOUT.toNanos())).isEqualTo(List.of(END));
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
