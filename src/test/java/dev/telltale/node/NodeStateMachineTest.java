package dev.telltale.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Address;
import dev.telltale.model.Attempt;
import dev.telltale.model.DetectionSettings;
import dev.telltale.model.DetectorKind;
import dev.telltale.model.DetectorVerdict;
import dev.telltale.model.Evidence;
import dev.telltale.model.HeartbeatSettings;
import dev.telltale.model.Member;
import dev.telltale.model.NodeId;
import dev.telltale.model.PeerReport;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStateMachineTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5));
    /** Nanoseconds, half a second below the wrap of the monotonic clock. */
    private static final long START = Long.MAX_VALUE - 500_000_000L;

    /** Milliseconds since the start, for {@link #nextRequests()}. */
    private long now;

    private NodeStateMachine stateMachine = stateMachine(DetectionSettings.DEFAULT);

    private static NodeStateMachine stateMachine(DetectionSettings detection) {
        return new NodeStateMachine(
                new NodeId("self"),
                List.of(new Member(A, new Address("127.0.0.1", 1)), new Member(B, new Address("127.0.0.1", 2))),
                SETTINGS,
                detection,
                DetectorKind.ALL,
                new SplittableRandom(1),
                at(0));
    }

    @Test
    void aStartingNodeSendsARequestToEveryPeerAtOnce() {
        assertThat(tick(0).requests()).containsExactly(A, B);
    }

    @Test
    void aRequestIsSentOnlyAfterTheLastAttemptHasEnded() {
        tick(0);

        assertThat(tick(3_000).requests()).isEmpty();
        assertThat(tick(3_100, completed(A, Evidence.TIMEOUT, 3_100)).requests())
                .containsExactly(A);
    }

    @Test
    void theNextRequestIsSentWithinTheIntervalAndNotMuchEarlier() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));

        for (int round = 0; round < 50; round++) {
            assertThat(tick(1_799).requests()).isEmpty();
        }
        assertThat(tick(2_000).requests()).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void theNodeWakesForTheNextAttemptAndNotBefore() {
        tick(0);
        TickResult result = tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));

        assertThat(Duration.ofNanos(result.wakeInNanos()))
                .isBetween(Duration.ofMillis(1_799), Duration.ofMillis(1_999));
        assertThat(tick(1 + Duration.ofNanos(result.wakeInNanos()).toMillis() + 1)
                        .requests())
                .isNotEmpty();
    }

    @Test
    void requestsToSteadyPeersAreSentTogetherAsSoonAsTheJitterPermits() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));
        now = 1;
        for (int round = 0; round < 20; round++) {
            assertThat(nextRequests()).containsExactlyInAnyOrder(A, B);
            tick(now + 1, completed(A, Evidence.OK, now + 1), completed(B, Evidence.OK, now + 1));
        }
    }

    @Test
    void aPeerThatRespondsSlowlyGetsItsRequestsAtItsOwnTime() {
        tick(0);
        tick(100, completed(A, Evidence.OK, 1), completedAfter(B, Duration.ofMillis(51), 100));
        now = 100;
        assertThat(nextRequests()).hasSize(1);
    }

    @Test
    void atMostEightRequestsAreSentTogether() {
        List<NodeId> peers = severalPeers(20);
        tick(0);
        for (NodeId peer : peers) {
            tick(1, completed(peer, Evidence.OK, 1));
        }
        now = 1;
        assertThat(nextRequests()).hasSize(LiveRequests.MAX_ROUND);
    }

    @Test
    void onlyFourFirstRequestsAreInFlightAtATime() {
        List<NodeId> peers = severalPeers(7);
        List<NodeId> first = tick(0).requests();
        assertThat(first).isEqualTo(peers.subList(0, 4));
        assertThat(tick(10).requests()).isEmpty();
        assertThat(tick(20, completed(first.get(1), Evidence.OK, 20)).requests())
                .containsExactly(peers.get(4));
        assertThat(tick(30, completed(first.get(0), Evidence.REFUSED, 30)).requests())
                .containsExactly(peers.get(5));
    }

    @Test
    void peersThatDoNotRespondDelayTheFirstRequestToOthersByHalfAnIntervalAtMost() {
        List<NodeId> peers = severalPeers(7);
        TickResult result = tick(0);
        assertThat(Duration.ofNanos(result.wakeInNanos())).isEqualTo(Duration.ofSeconds(1));
        assertThat(tick(1_000).requests()).isEqualTo(peers.subList(4, 7));
    }

    private List<NodeId> severalPeers(int number) {
        List<NodeId> ids =
                IntStream.range(0, number).mapToObj(i -> new NodeId("p" + i)).toList();
        stateMachine = new NodeStateMachine(
                new NodeId("self"),
                ids.stream()
                        .map(id -> new Member(id, new Address("127.0.0.1", 1 + ids.indexOf(id))))
                        .toList(),
                SETTINGS,
                DetectionSettings.DEFAULT,
                DetectorKind.ALL,
                new SplittableRandom(1),
                at(0));
        return ids;
    }

    /** The next requests, at the time for which the node asks to be woken; advances {@link #now} to that time. */
    private List<NodeId> nextRequests() {
        TickResult result = tick(now);
        while (result.requests().isEmpty()) {
            now += Duration.ofNanos(result.wakeInNanos()).toMillis() + 1;
            result = tick(now);
        }
        return result.requests();
    }

    @Test
    void aTransitionIsReportedOnceWithItsEvidence() {
        tick(0);

        assertThat(tick(5, completed(A, Evidence.OK, 5)).transitions())
                .containsExactly(new Transition(
                        at(5).wall(), new NodeId("self"), A, Status.UNKNOWN, Status.UP, Evidence.OK, null));
        assertThat(tick(6).transitions()).isEmpty();
        assertThat(stateMachine.snapshot().version()).isEqualTo(2);
    }

    @Test
    void aResetTriggersALimitedNumberOfImmediateRequests() {
        heardForAnInterval();
        List<NodeId> asked = new ArrayList<>(tick(4_000).requests());
        asked.remove(B);
        long now = 4_000;
        int attempts = 0;
        while (asked.contains(A)) {
            attempts++;
            tick(now, completed(A, Evidence.RESET, now));
            now += 2;
            asked = new ArrayList<>(tick(now).requests());
        }
        assertThat(attempts).isEqualTo(21);
        assertThat(status(A)).isEqualTo(Status.SUSPECT);
    }

    @Test
    void aLostConnectionTriggersOneImmediateRequestPerInterval() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));

        assertThat(tick(100, new NodeEvent.ConnectionLost(A)).requests()).containsExactly(A);
        tick(101, completed(A, Evidence.OK, 101));
        assertThat(tick(102, new NodeEvent.ConnectionLost(A)).requests()).isEmpty();
        assertThat(tick(2_200).requests()).contains(A);
        tick(2_201, completed(A, Evidence.OK, 2_201));
        assertThat(tick(2_300, new NodeEvent.ConnectionLost(A)).requests()).containsExactly(A);
    }

    @Test
    void aLostConnectionAndARefusalMeanDown() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(102, completed(A, Evidence.REFUSED, 102));

        assertThat(status(A)).isEqualTo(Status.DOWN);
    }

    @Test
    void aHeartbeatRequestFromAPeerNotUpTriggersARequestAfterAMinimumGap() {
        tick(0);
        tick(1, completed(A, Evidence.REFUSED, 1));

        assertThat(tick(2, new NodeEvent.HeartbeatRequested(A)).requests())
                .as("asked a moment ago")
                .isEmpty();
        assertThat(tick(20).requests()).containsExactly(A);
    }

    @Test
    void aPeerThatWasNeverHeardIsDownATimeoutAfterTheLastNewPeer() {
        for (long now = 0; now < 4_000; now += 50) {
            tick(now, completed(A, Evidence.REFUSED, now), completed(B, Evidence.REFUSED, now));
        }
        for (long now = 4_000; now < 9_000; now += 50) {
            tick(now, completed(A, Evidence.OK, now), completed(B, Evidence.REFUSED, now));
            assertThat(status(B)).as("after %d ms", now).isEqualTo(Status.UNKNOWN);
        }
        tick(9_000, completed(B, Evidence.REFUSED, 9_000));
        assertThat(status(B)).isEqualTo(Status.DOWN);
    }

    @Test
    void aHeartbeatRequestDuringAFailingAttemptTriggersAnotherAttempt() {
        tick(0);
        tick(1, new NodeEvent.HeartbeatRequested(A));
        tick(2, completed(A, Evidence.REFUSED, 2));

        assertThat(tick(20).requests()).containsExactly(A);
    }

    @Test
    void aHeartbeatRequestFromAnUpPeerChangesNothing() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1));

        assertThat(tick(500, new NodeEvent.HeartbeatRequested(A)).requests()).isEmpty();
    }

    @Test
    void eventsOfUnknownNodesChangeNothing() {
        tick(0);
        NodeId unknown = new NodeId("unknown");

        TickResult result = tick(
                1,
                new NodeEvent.HeartbeatRequested(unknown),
                new NodeEvent.ConnectionLost(unknown),
                completed(unknown, Evidence.OK, 1));
        assertThat(result.requests()).isEmpty();
        assertThat(result.transitions()).isEmpty();
    }

    @Test
    void aPausedObserverReportsNoPeerDownAndSendsOneRequestPerPeer() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));

        TickResult result = tick(60_000);

        assertThat(result.pausedNanos()).isPositive();
        assertThat(result.transitions()).isEmpty();
        assertThat(result.requests()).containsExactly(A, B);
        assertThat(tick(60_001, completed(A, Evidence.OK, 60_001), completed(B, Evidence.OK, 60_001))
                        .requests())
                .isEmpty();
        assertThat(tick(60_002).pausedNanos()).isZero();
    }

    @Test
    void aResponseQueuedDuringALocalPauseIsNotSilence() {
        tick(0);

        assertThat(tick(600_000, completed(A, Evidence.OK, 1)).transitions())
                .extracting(Transition::to)
                .containsExactly(Status.UP);
    }

    @Test
    void noPeerIsDownWhileItsAttemptProvesThatTheObserverIsLate() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));
        for (long now = 50; now <= 5_100; now += 50) {
            List<NodeEvent> events = new ArrayList<>(List.of(completed(B, Evidence.OK, now)));
            if (now == 1_000 || now == 2_700 || now == 3_850) {
                events.add(new NodeEvent.LeaveAnnounced(A));
            } else if (now == 2_000 || now == 3_700) {
                // By the deadline of 1 s. The attempt of 3,850 ms does not end in time: the I/O thread is late.
                events.add(completed(A, Evidence.TIMEOUT, now));
            }
            tick(now, events.toArray(NodeEvent[]::new));
            assertThat(status(A)).as("after %d ms", now).isNotEqualTo(Status.DOWN);
        }
        tick(5_101, completed(A, Evidence.OK, 5_101));
        assertThat(status(A)).isEqualTo(Status.UP);
    }

    @Test
    void aPeerDownBeforeALocalPauseStaysDown() {
        heardForAnInterval();
        for (long now = 2_050; now <= 8_000; now += 50) {
            tick(now, completed(A, Evidence.TIMEOUT, now), completed(B, Evidence.OK, now));
        }
        assertThat(status(A)).isEqualTo(Status.DOWN);

        tick(62_000);
        assertThat(status(A)).isEqualTo(Status.DOWN);
    }

    @Test
    void aSingleRefusalIsSuspectAndASecondOneMeansDown() {
        heardForAnInterval();
        tick(4_000);
        tick(4_001, completed(A, Evidence.REFUSED, 4_001));
        assertThat(status(A)).isEqualTo(Status.SUSPECT);
        assertThat(tick(4_006).requests()).contains(A);

        tick(4_007, completed(A, Evidence.REFUSED, 4_007));
        assertThat(status(A)).isEqualTo(Status.DOWN);
    }

    @Test
    void aConnectionLossSoonAfterARestartTriggersARequestAtOnce() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(101, completed(A, Evidence.REFUSED, 101));
        tick(300, new NodeEvent.HeartbeatRequested(A));
        tick(301, completed(A, Evidence.OK, 301, 2));
        assertThat(status(A)).isEqualTo(Status.UP);

        assertThat(tick(400, new NodeEvent.ConnectionLost(A)).requests())
                .as("though no regular heartbeat came between")
                .containsExactly(A);
    }

    @Test
    void aRestartWithoutAMissedHeartbeatIsReported() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1));
        TickResult result = tick(2_000, completed(A, Evidence.OK, 2_000, 2));

        assertThat(result.transitions()).singleElement().satisfies(change -> {
            assertThat(change.returned().isRestart()).isTrue();
            assertThat(change.from()).isEqualTo(Status.UP);
            assertThat(change.to()).isEqualTo(Status.UP);
        });
        assertThat(report(A).returns().restarts()).isEqualTo(1);
        assertThat(report(A).returns().flaps()).isZero();
    }

    @Test
    void aHeartbeatOfAnEarlierIncarnationChangesNothing() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1, 5));
        tick(2_000);
        TickResult result = tick(2_001, completed(A, Evidence.OK, 2_001, 4));

        assertThat(result.transitions()).isEmpty();
        assertThat(report(A).incarnation()).isEqualTo(5);
        assertThat(report(A).attempts().lastHeartbeat()).isEqualTo(at(1).wall());
    }

    @Test
    void anEarlierIncarnationAfterADownIsAcceptedAsARestart() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1, 5));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(101, completed(A, Evidence.REFUSED, 101));
        tick(3_000, completed(A, Evidence.OK, 3_000, 4));

        assertThat(status(A)).isEqualTo(Status.UP);
        assertThat(report(A).returns().restarts()).isEqualTo(1);
    }

    @Test
    void downAndUpInTheSameIncarnationIsReportedAsAFlap() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(101, completed(A, Evidence.REFUSED, 101));
        TickResult result = tick(1_000, completed(A, Evidence.OK, 1_000));

        assertThat(result.transitions())
                .extracting(change -> change.returned().flaps())
                .containsExactly(1);
        assertThat(report(A).returns().flaps()).isEqualTo(1);
    }

    @Test
    void anOutageLongerThanTheFlapWindowIsNoFlap() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(101, completed(A, Evidence.REFUSED, 101));
        for (long now = 1_000; now <= 62_000; now += 500) {
            tick(now);
        }
        tick(62_100, completed(A, Evidence.OK, 62_100));

        assertThat(report(A).returns().flaps()).isZero();
    }

    @Test
    void aLeaveAnnouncementTriggersARequestAndIsNotTrusted() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1));
        assertThat(tick(100, new NodeEvent.LeaveAnnounced(A)).requests()).containsExactly(A);
        assertThat(status(A)).isEqualTo(Status.UP);

        tick(101, completed(A, Evidence.LEFT, 101));
        assertThat(status(A)).isEqualTo(Status.DOWN);
        assertThat(report(A).evidence()).isEqualTo(Evidence.LEFT);

        tick(110, new NodeEvent.ConnectionLost(A));
        tick(111, completed(A, Evidence.REFUSED, 111));
        assertThat(report(A).evidence()).as("what made it down").isEqualTo(Evidence.LEFT);
    }

    @Test
    void aLeaveAnnouncementDuringAnAttemptTriggersAnotherOneAfterAHeartbeatToo() {
        tick(0);
        tick(1, new NodeEvent.LeaveAnnounced(A));
        tick(2, completed(A, Evidence.OK, 2));

        assertThat(tick(20).requests())
                .as("the heartbeat was sent before the leave")
                .containsExactly(A);
        tick(21, completed(A, Evidence.LEFT, 21));
        assertThat(report(A).evidence()).isEqualTo(Evidence.LEFT);
        assertThat(tick(60).requests()).doesNotContain(A);
    }

    @Test
    void aForgedLeaveAnnouncementChangesNothing() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1));
        tick(100, new NodeEvent.LeaveAnnounced(A));
        tick(101, completed(A, Evidence.OK, 101));

        assertThat(status(A)).isEqualTo(Status.UP);
    }

    @Test
    void aFailedAttemptTriggersAProbeWhoseResultConfirmsTheSuspicion() {
        heardForAnInterval();
        tick(4_000);
        tick(4_001, completed(A, Evidence.TIMEOUT, 4_001));

        assertThat(tick(4_101).probes()).containsExactly(new TickResult.Probe(B, A));
        tick(4_110, new NodeEvent.ProbeCompleted(B, A, Evidence.TIMEOUT, null));
        assertThat(verdict(A, DetectorKind.SWIM).status()).isEqualTo(Status.SUSPECT);
        assertThat(verdict(A, DetectorKind.SWIM).confirmedBy()).containsExactly(B);
    }

    @Test
    void aProbeRequestTriggersAnAttemptAndIsAnsweredWithItsTicket() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));
        assertThat(tick(500, new NodeEvent.ProbeRequested(A, 77)).requests()).containsExactly(A);

        TickResult result = tick(501, completed(A, Evidence.REFUSED, 501));
        assertThat(result.probeResponses()).singleElement().satisfies(answer -> {
            assertThat(answer.ticket()).isEqualTo(77);
            assertThat(answer.attempt().evidence()).isEqualTo(Evidence.REFUSED);
        });
    }

    @Test
    void theConfiguredDetectorDecidesAndTheOthersOnlyReportTheirVerdicts() {
        stateMachine = stateMachine(DetectionSettings.DEFAULT.withDeciding(DetectorKind.TIMEOUT));
        heardForAnInterval();
        tick(2_100, new NodeEvent.ConnectionLost(A));
        TickResult result = tick(2_101, completed(A, Evidence.REFUSED, 2_101));

        assertThat(verdict(A, DetectorKind.EVIDENCE).status()).isEqualTo(Status.DOWN);
        assertThat(status(A)).isEqualTo(Status.SUSPECT);
        assertThat(result.transitions()).extracting(Transition::to).containsExactly(Status.SUSPECT);
        assertThat(stateMachine.snapshot().deciding()).isEqualTo(DetectorKind.TIMEOUT);
    }

    /** Seen with ten nodes beside 64 busy loops: the node loop was on time, the I/O thread was late. */
    @Test
    void anOverdueAttemptIsAttributedToTheObserver() {
        heardForAnInterval();
        tick(3_900);
        for (long now = 4_000; now <= 10_000; now += 500) {
            TickResult result = tick(now);
            assertThat(result.transitions()).as("at %d", now).isEmpty();
            assertThat(result.verdicts()).as("at %d", now).isEmpty();
        }
        assertThat(stateMachine.snapshot().health()).isPositive();

        tick(10_100, completed(A, Evidence.TIMEOUT, 10_100));
        assertThat(status(A)).isEqualTo(Status.SUSPECT);
    }

    @Test
    void silenceBeforeAnIoThreadLagDoesNotCount() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));
        tick(1_990);
        tick(2_990, completed(A, Evidence.TIMEOUT, 2_990));
        tick(3_900);
        tick(4_950, new NodeEvent.IoThreadLag(900_000_000));
        for (long now = 5_000; now < 9_900; now += 100) {
            assertThat(tick(now).transitions()).noneMatch(change -> change.to() == Status.DOWN);
        }
    }

    @Test
    void theNodeReportsItsOwnLag() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));
        assertThat(stateMachine.snapshot().health()).isZero();

        tick(60_000);
        assertThat(stateMachine.snapshot().health()).isEqualTo(8);
        assertThat(Duration.ofNanos(stateMachine.snapshot().lagNanos())).isGreaterThan(Duration.ofSeconds(55));

        for (long now = 60_050; now <= 72_000; now += 50) {
            tick(now, completed(A, Evidence.OK, now), completed(B, Evidence.OK, now));
        }
        assertThat(stateMachine.snapshot().health()).isZero();
        assertThat(Duration.ofNanos(stateMachine.snapshot().lagNanos())).isLessThan(Duration.ofMillis(100));
    }

    /** Hears both peers until 2,001 ms, long enough that a failed attempt makes them suspect. */
    private void heardForAnInterval() {
        tick(0);
        tick(1, completed(A, Evidence.OK, 1), completed(B, Evidence.OK, 1));
        tick(2_000);
        tick(2_001, completed(A, Evidence.OK, 2_001), completed(B, Evidence.OK, 2_001));
    }

    private DetectorVerdict verdict(NodeId peer, DetectorKind kind) {
        return stateMachine.snapshot().peers().stream()
                .map(peerSnapshot -> peerSnapshot.reportAt(at(0)))
                .filter(report -> report.id().equals(peer))
                .map(report -> Objects.requireNonNull(report.verdict(kind)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 24 * 365})
    void aWallClockJumpChangesNoStatus(long hours) {
        heardForAnInterval();
        for (long millis = 2_050; millis < 7_000; millis += 50) {
            ClockReading now = at(millis);
            stateMachine.tick(
                    List.of(completed(A, Evidence.TIMEOUT, millis), completed(B, Evidence.OK, millis)),
                    new ClockReading(now.nanos(), now.wall().plus(Duration.ofHours(hours))));
            assertThat(status(A)).as("after %d ms", millis).isEqualTo(Status.SUSPECT);
        }
        tick(7_002, completed(A, Evidence.TIMEOUT, 7_002));
        assertThat(status(A)).as("silent for the timeout").isEqualTo(Status.DOWN);
    }

    private TickResult tick(long millis, NodeEvent... events) {
        return stateMachine.tick(List.of(events), at(millis));
    }

    private Status status(NodeId peer) {
        return report(peer).status();
    }

    private PeerReport report(NodeId peer) {
        return stateMachine.snapshot().peers().stream()
                .map(PeerSnapshot::report)
                .filter(report -> report.id().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    private static NodeEvent completed(NodeId peer, Evidence evidence, long millis) {
        return completed(peer, evidence, millis, 1);
    }

    private static NodeEvent completedAfter(NodeId peer, Duration roundTrip, long millis) {
        return new NodeEvent.AttemptCompleted(new Attempt(peer, Evidence.OK, at(millis), roundTrip, 1L, null, null));
    }

    private static NodeEvent completed(NodeId peer, Evidence evidence, long millis, long incarnation) {
        String error = evidence == Evidence.OK ? null : evidence.phrase();
        return new NodeEvent.AttemptCompleted(
                new Attempt(peer, evidence, at(millis), Duration.ofMillis(1), incarnation, error, null));
    }

    private static ClockReading at(long millis) {
        return new ClockReading(START + millis * 1_000_000, Instant.EPOCH.plusMillis(millis));
    }
}
