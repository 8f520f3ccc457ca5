package dev.telltale.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Attempt;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final NodeId PEER = new NodeId("node2");
    private static final NodeEvent HINT = new NodeEvent.HeartbeatRequested(PEER);
    private static final NodeEvent END = new NodeEvent.AttemptCompleted(
            new Attempt(PEER, Evidence.OK, new ClockReading(1, Instant.EPOCH), Duration.ofMillis(1), null, null, null));

    @Test
    void eventsAreDrainedInInsertionOrder() throws InterruptedException {
        var inbox = new Inbox(2);
        inbox.put(HINT);
        inbox.put(END);
        inbox.put(new NodeEvent.ConnectionLost(PEER));
        assertThat(inbox.drain(0)).isEqualTo(List.of(HINT, END, new NodeEvent.ConnectionLost(PEER)));
        assertThat(inbox.drain(0)).isEmpty();
    }

    @Test
    void aFullInboxDropsHintsButNoCompletions() throws InterruptedException {
        var inbox = new Inbox(3);
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
        var inbox = new Inbox(1);
        for (int i = 0; i < 1_000; i++) {
            inbox.put(HINT);
        }
        inbox.drain(0);
        inbox.put(HINT);
        assertThat(inbox.drain(0)).isEqualTo(List.of(HINT));
    }
}
