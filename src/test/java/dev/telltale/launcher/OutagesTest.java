package dev.telltale.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Moment;
import dev.telltale.model.NodeId;
import dev.telltale.quality.Failure;
import dev.telltale.quality.Outage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    @Test
    void aKillIsACrashUntilTheNextProcessIsMade() {
        assertThat(Outages.of(List.of(
                        deed(Deed.Kind.START, A, 0),
                        deed(Deed.Kind.READY, A, 200),
                        deed(Deed.Kind.KILL, A, 1_000),
                        deed(Deed.Kind.ENDED, A, 1_005),
                        deed(Deed.Kind.START, A, 3_000),
                        deed(Deed.Kind.READY, A, 3_200))))
                .containsExactly(outage(A, Failure.CRASH, 1_000, 3_000L));
    }

    @Test
    void aProcessThatNeverGetsReadyEndsNothing() {
        assertThat(Outages.of(List.of(
                        deed(Deed.Kind.KILL, A, 1_000),
                        deed(Deed.Kind.START, A, 2_000),
                        deed(Deed.Kind.KILL, A, 2_100),
                        deed(Deed.Kind.START, A, 3_000),
                        deed(Deed.Kind.READY, A, 3_200))))
                .containsExactly(outage(A, Failure.CRASH, 1_000, 3_000L));
    }

    @Test
    void aPauseIsAHangUntilItIsResumedOrEnds() {
        assertThat(Outages.of(List.of(
                        deed(Deed.Kind.PAUSE, A, 0),
                        deed(Deed.Kind.PAUSE, B, 10),
                        deed(Deed.Kind.RESUME, A, 500),
                        deed(Deed.Kind.KILL, B, 700))))
                .containsExactlyInAnyOrder(
                        outage(A, Failure.HANG, 0, 500L),
                        outage(B, Failure.HANG, 10, 700L),
                        outage(B, Failure.CRASH, 700, null));
    }

    @Test
    void whoEndsByItselfHasCrashedAndWhoWasAskedHasLeft() {
        assertThat(Outages.of(List.of(
                        deed(Deed.Kind.ENDED, A, 5),
                        deed(Deed.Kind.STOP, B, 6),
                        deed(Deed.Kind.KILL, B, 2_006),
                        deed(Deed.Kind.ENDED, B, 2_010))))
                .containsExactly(outage(A, Failure.CRASH, 5, null), outage(B, Failure.LEAVE, 6, null));
    }

    private static Deed deed(Deed.Kind kind, NodeId node, long millis) {
        return new Deed(kind, node, 1, new Moment(millis * 1_000_000, Instant.ofEpochMilli(millis)));
    }

    private static Outage outage(NodeId node, Failure kind, long from, @Nullable Long until) {
        return new Outage(node, kind, Instant.ofEpochMilli(from), until == null ? null : Instant.ofEpochMilli(until));
    }
}
