package dev.telltale.groundtruth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcessOutagesTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    @Test
    void aKillIsACrashUntilTheNextProcessIsCreated() {
        assertThat(ProcessOutages.of(List.of(
                        deed(ProcessEvent.Kind.START, A, 0),
                        deed(ProcessEvent.Kind.READY, A, 200),
                        deed(ProcessEvent.Kind.KILL, A, 1_000),
                        deed(ProcessEvent.Kind.ENDED, A, 1_005),
                        deed(ProcessEvent.Kind.START, A, 3_000),
                        deed(ProcessEvent.Kind.READY, A, 3_200))))
                .containsExactly(outage(A, Failure.CRASH, 1_000, 3_000L));
    }

    @Test
    void aProcessThatIsNeverReadyDoesNotEndTheOutage() {
        assertThat(ProcessOutages.of(List.of(
                        deed(ProcessEvent.Kind.KILL, A, 1_000),
                        deed(ProcessEvent.Kind.START, A, 2_000),
                        deed(ProcessEvent.Kind.KILL, A, 2_100),
                        deed(ProcessEvent.Kind.START, A, 3_000),
                        deed(ProcessEvent.Kind.READY, A, 3_200))))
                .containsExactly(outage(A, Failure.CRASH, 1_000, 3_000L));
    }

    @Test
    void aPauseIsAHangUntilTheProcessIsResumedOrKilled() {
        assertThat(ProcessOutages.of(List.of(
                        deed(ProcessEvent.Kind.PAUSE, A, 0),
                        deed(ProcessEvent.Kind.PAUSE, B, 10),
                        deed(ProcessEvent.Kind.RESUME, A, 500),
                        deed(ProcessEvent.Kind.KILL, B, 700))))
                .containsExactlyInAnyOrder(
                        outage(A, Failure.HANG, 0, 500L),
                        outage(B, Failure.HANG, 10, 700L),
                        outage(B, Failure.CRASH, 700, null));
    }

    @Test
    void anUnrequestedExitIsACrashAndARequestedOneALeave() {
        assertThat(ProcessOutages.of(List.of(
                        deed(ProcessEvent.Kind.ENDED, A, 5),
                        deed(ProcessEvent.Kind.STOP, B, 6),
                        deed(ProcessEvent.Kind.KILL, B, 2_006),
                        deed(ProcessEvent.Kind.ENDED, B, 2_010))))
                .containsExactly(outage(A, Failure.CRASH, 5, null), outage(B, Failure.LEAVE, 6, null));
    }

    private static ProcessEvent deed(ProcessEvent.Kind kind, NodeId node, long millis) {
        return new ProcessEvent(kind, node, 1, new ClockReading(millis * 1_000_000, Instant.ofEpochMilli(millis)));
    }

    private static Outage outage(NodeId node, Failure kind, long from, @Nullable Long until) {
        return new Outage(node, kind, Instant.ofEpochMilli(from), until == null ? null : Instant.ofEpochMilli(until));
    }
}
