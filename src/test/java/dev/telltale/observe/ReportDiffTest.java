package dev.telltale.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.StatusReport;
import dev.telltale.model.Transition;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportDiffTest {
    private static final NodeId OBSERVER = new NodeId("node1");
    private static final NodeId SUBJECT = new NodeId("node2");
    private static final ClockReading NOW = new ClockReading(7, Instant.parse("2026-11-23T14:03:25Z"));
    private static final Instant UP_SINCE = NOW.wall().minusSeconds(60);

    private static StatusReport report(long observer, Status status, Instant since, long subject, int flaps) {
        var peer = new PeerReport(
                SUBJECT,
                "http://127.0.0.1:8002",
                subject,
                new PeerReport.Current(status, since, Evidence.OK),
                new PeerReport.Attempts(
                        NOW.wall().minusMillis(300), NOW.wall().minusMillis(300), Duration.ofMillis(1), 0, null, null),
                new PeerReport.Returns(flaps, 0, null),
                List.of());
        return new StatusReport(
                OBSERVER,
                new StatusReport.Reporter(observer, 1L, Duration.ZERO, null, null),
                1L,
                NOW.wall(),
                null,
                null,
                List.of(peer),
                Map.of());
    }

    private static List<Transition> between(StatusReport before, StatusReport after) {
        return ReportDiff.transitions(before, after, true, NOW);
    }

    @Test
    void anUnchangedReportGivesNoTransition() {
        assertThat(between(report(1, Status.UP, UP_SINCE, 5, 2), report(1, Status.UP, UP_SINCE, 5, 2)))
                .isEmpty();
    }

    @Test
    void aRestartBetweenTwoAttemptsIsReported() {
        assertThat(between(report(1, Status.UP, UP_SINCE, 5, 0), report(1, Status.UP, UP_SINCE, 6, 0)))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.returned().isRestart()).isTrue();
                    assertThat(change.from()).isEqualTo(change.to()).isEqualTo(Status.UP);
                    assertThat(change.at())
                            .as("when the new incarnation was seen")
                            .isEqualTo(NOW.wall().minusMillis(300));
                });
    }

    @Test
    void aRestartAfterAFailureIsOneTransitionWithTheReturn() {
        Instant back = NOW.wall().minusMillis(200);
        assertThat(between(report(1, Status.DOWN, UP_SINCE, 5, 0), report(1, Status.UP, back, 6, 0)))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.returned().isRestart()).isTrue();
                    assertThat(change.from()).isEqualTo(Status.DOWN);
                    assertThat(change.at()).isEqualTo(back);
                });
    }

    /** The counts are of the node's own detector, and these statuses of another one. */
    @Test
    void flapsOfAnotherDetectorAreNotReported() {
        var before = report(1, Status.UP, UP_SINCE, 5, 2);
        var after = report(1, Status.UP, UP_SINCE, 5, 3);
        assertThat(ReportDiff.transitions(before, after, true, NOW))
                .extracting(change -> change.returned().flaps())
                .containsExactly(3);
        assertThat(ReportDiff.transitions(before, after, false, NOW)).isEmpty();
    }

    @Test
    void aReturnOfTheSameIncarnationReportsItsFlaps() {
        assertThat(between(report(1, Status.DOWN, UP_SINCE, 5, 2), report(1, Status.UP, NOW.wall(), 5, 3)))
                .extracting(
                        change -> change.returned().isRestart(),
                        change -> change.returned().flaps())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(false, 3));
        assertThat(between(report(1, Status.UP, UP_SINCE, 5, 3), report(1, Status.DOWN, NOW.wall(), 5, 3)))
                .extracting(change -> change.returned().flaps())
                .as("an old flap is not reported again")
                .containsExactly(0);
    }

    @Test
    void theFirstReportOfANewObserverIncarnationIsNotCompared() {
        assertThat(between(report(1, Status.UP, UP_SINCE, 5, 3), report(2, Status.UP, UP_SINCE, 6, 4)))
                .extracting(
                        Transition::from,
                        change -> change.returned().isRestart(),
                        change -> change.returned().flaps())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Status.UNKNOWN, false, 0));
    }
}
