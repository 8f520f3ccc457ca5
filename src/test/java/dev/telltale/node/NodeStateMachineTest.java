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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeStateMachineTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final HeartbeatSettings SETTINGS =
            new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(5));
    /** Just below the wrap of the clock. */
    private static final long START = Long.MAX_VALUE - 500_000_000L;

    private final NodeStateMachine brain = new NodeStateMachine(
            new NodeId("self"),
            List.of(new Member(A, new Address("127.0.0.1", 1)), new Member(B, new Address("127.0.0.1", 2))),
            SETTINGS,
            DetectionSettings.DEFAULT,
            DetectorKind.ALL,
            new SplittableRandom(1),
            at(0));

    @Test
    void asksEverybodyAtOnceWhenItStarts() {
        assertThat(tick(0).ask()).containsExactly(A, B);
    }

    @Test
    void asksAPeerOnlyWhenTheLastAttemptHasEnded() {
        tick(0);

        assertThat(tick(3_000).ask()).isEmpty();
        assertThat(tick(3_100, ended(A, Evidence.TIMEOUT, 3_100)).ask()).containsExactly(A);
    }

    @Test
    void asksAgainWithinTheIntervalAndNotMuchEarlier() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1), ended(B, Evidence.OK, 1));

        for (int round = 0; round < 50; round++) {
            assertThat(tick(1_799).ask()).isEmpty();
        }
        assertThat(tick(2_000).ask()).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void wakesForTheNextAttemptAndNotBefore() {
        tick(0);
        NodeStateMachine.TickResult step = tick(1, ended(A, Evidence.OK, 1), ended(B, Evidence.OK, 1));

        assertThat(Duration.ofNanos(step.wakeInNanos())).isBetween(Duration.ofMillis(1_799), Duration.ofMillis(1_999));
        assertThat(tick(1 + Duration.ofNanos(step.wakeInNanos()).toMillis() + 1).ask())
                .hasSize(1);
    }

    @Test
    void tellsAChangeOnceWithItsEvidence() {
        tick(0);

        assertThat(tick(5, ended(A, Evidence.OK, 5)).transitions())
                .containsExactly(new Transition(
                        at(5).wall(), new NodeId("self"), A, Status.UNKNOWN, Status.UP, Evidence.OK, null));
        assertThat(tick(6).transitions()).isEmpty();
        assertThat(brain.beliefs().version()).isEqualTo(2);
    }

    @Test
    void aResetIsAskedAboutAgainAtOnceButNotForEver() {
        heardForAnInterval();
        List<NodeId> asked = new ArrayList<>(tick(4_000).ask());
        asked.remove(B);
        long now = 4_000;
        int attempts = 0;
        while (asked.contains(A)) {
            attempts++;
            tick(now, ended(A, Evidence.RESET, now));
            now += 2;
            asked = new ArrayList<>(tick(now).ask());
        }
        assertThat(attempts).isEqualTo(21);
        assertThat(status(A)).isEqualTo(Status.SUSPECT);
    }

    @Test
    void aLostConnectionIsAskedAboutAtOnceAndOncePerBeat() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1), ended(B, Evidence.OK, 1));

        assertThat(tick(100, new NodeEvent.ConnectionLost(A)).ask()).containsExactly(A);
        tick(101, ended(A, Evidence.OK, 101));
        assertThat(tick(102, new NodeEvent.ConnectionLost(A)).ask()).isEmpty();
        assertThat(tick(2_200).ask()).contains(A);
        tick(2_201, ended(A, Evidence.OK, 2_201));
        assertThat(tick(2_300, new NodeEvent.ConnectionLost(A)).ask()).containsExactly(A);
    }

    @Test
    void aLostConnectionAndARefusalMeanDown() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(102, ended(A, Evidence.REFUSED, 102));

        assertThat(status(A)).isEqualTo(Status.DOWN);
    }

    @Test
    void aKnockOfAPeerThatIsNotUpIsAnsweredWithAQuestionAfterAPause() {
        tick(0);
        tick(1, ended(A, Evidence.REFUSED, 1));

        assertThat(tick(2, new NodeEvent.HeartbeatReceived(A)).ask())
                .as("asked a moment ago")
                .isEmpty();
        assertThat(tick(20).ask()).containsExactly(A);
    }

    @Test
    void aKnockDuringAnAttemptThatFailsIsNotForgotten() {
        tick(0);
        tick(1, new NodeEvent.HeartbeatReceived(A));
        tick(2, ended(A, Evidence.REFUSED, 2));

        assertThat(tick(20).ask()).containsExactly(A);
    }

    @Test
    void aKnockOfAPeerThatIsUpChangesNothing() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1));

        assertThat(tick(500, new NodeEvent.HeartbeatReceived(A)).ask()).isEmpty();
    }

    @Test
    void namesThatAreNotWatchedChangeNothing() {
        tick(0);
        NodeId stranger = new NodeId("stranger");

        NodeStateMachine.TickResult step = tick(
                1,
                new NodeEvent.HeartbeatReceived(stranger),
                new NodeEvent.ConnectionLost(stranger),
                ended(stranger, Evidence.OK, 1));
        assertThat(step.ask()).isEmpty();
        assertThat(step.transitions()).isEmpty();
    }

    @Test
    void anObserverThatSleptBlamesNobodyAndAsksOnce() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1), ended(B, Evidence.OK, 1));

        NodeStateMachine.TickResult step = tick(60_000);

        assertThat(step.lateNanos()).isPositive();
        assertThat(step.transitions()).isEmpty();
        assertThat(step.ask()).containsExactly(A, B);
        assertThat(tick(60_001, ended(A, Evidence.OK, 60_001), ended(B, Evidence.OK, 60_001))
                        .ask())
                .isEmpty();
        assertThat(tick(60_002).lateNanos()).isZero();
    }

    @Test
    void anAnswerThatLayInTheInboxWhileTheObserverSleptIsNotTakenForSilence() {
        tick(0);

        assertThat(tick(600_000, ended(A, Evidence.OK, 1)).transitions())
                .extracting(Transition::to)
                .containsExactly(Status.UP);
    }

    @Test
    void whatWasDownBeforeTheObserverSleptStaysDown() {
        heardForAnInterval();
        for (long now = 2_050; now <= 8_000; now += 50) {
            tick(now, ended(A, Evidence.TIMEOUT, now), ended(B, Evidence.OK, now));
        }
        assertThat(status(A)).isEqualTo(Status.DOWN);

        tick(62_000);
        assertThat(status(A)).isEqualTo(Status.DOWN);
    }

    @Test
    void aLoneRefusalIsAskedAboutAgainBeforeItConvicts() {
        heardForAnInterval();
        tick(4_000);
        tick(4_001, ended(A, Evidence.REFUSED, 4_001));
        assertThat(status(A)).isEqualTo(Status.SUSPECT);
        assertThat(tick(4_006).ask()).contains(A);

        tick(4_007, ended(A, Evidence.REFUSED, 4_007));
        assertThat(status(A)).isEqualTo(Status.DOWN);
    }

    @Test
    void aCrashSoonAfterARestartIsFollowedUpAtOnceToo() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(101, ended(A, Evidence.REFUSED, 101));
        tick(300, new NodeEvent.HeartbeatReceived(A));
        tick(301, ended(A, Evidence.OK, 301, 2));
        assertThat(status(A)).isEqualTo(Status.UP);

        assertThat(tick(400, new NodeEvent.ConnectionLost(A)).ask())
                .as("though no regular heartbeat came between")
                .containsExactly(A);
    }

    @Test
    void aRestartIsToldAlsoWhenNobodyMissedAnything() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1));
        NodeStateMachine.TickResult step = tick(2_000, ended(A, Evidence.OK, 2_000, 2));

        assertThat(step.transitions()).singleElement().satisfies(change -> {
            assertThat(change.restarted()).isTrue();
            assertThat(change.from()).isEqualTo(Status.UP);
            assertThat(change.to()).isEqualTo(Status.UP);
        });
        assertThat(report(A).restarts()).isEqualTo(1);
        assertThat(report(A).flaps()).isZero();
    }

    @Test
    void theWordOfAnEarlierLifeChangesNothing() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1, 5));
        tick(2_000);
        NodeStateMachine.TickResult step = tick(2_001, ended(A, Evidence.OK, 2_001, 4));

        assertThat(step.transitions()).isEmpty();
        assertThat(report(A).incarnation()).isEqualTo(5);
        assertThat(report(A).lastHeartbeat()).isEqualTo(at(1).wall());
    }

    @Test
    void whoAnswersWithAnEarlierIncarnationAfterItWasDownHasItsClockSetBackAndIsThere() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1, 5));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(101, ended(A, Evidence.REFUSED, 101));
        tick(3_000, ended(A, Evidence.OK, 3_000, 4));

        assertThat(status(A)).isEqualTo(Status.UP);
        assertThat(report(A).restarts()).isEqualTo(1);
    }

    @Test
    void downAndBackAsTheSameLifeIsAFlapAndTold() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(101, ended(A, Evidence.REFUSED, 101));
        NodeStateMachine.TickResult step = tick(1_000, ended(A, Evidence.OK, 1_000));

        assertThat(step.transitions()).extracting(Transition::flaps).containsExactly(1);
        assertThat(report(A).flaps()).isEqualTo(1);
    }

    @Test
    void whoIsAwayLongerThanTheWindowDoesNotFlap() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1));
        tick(100, new NodeEvent.ConnectionLost(A));
        tick(101, ended(A, Evidence.REFUSED, 101));
        for (long now = 1_000; now <= 62_000; now += 500) {
            tick(now);
        }
        tick(62_100, ended(A, Evidence.OK, 62_100));

        assertThat(report(A).flaps()).isZero();
    }

    @Test
    void aGoodbyeIsAskedAboutAndNotBelieved() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1));
        assertThat(tick(100, new NodeEvent.Leaving(A)).ask()).containsExactly(A);
        assertThat(status(A)).isEqualTo(Status.UP);

        tick(101, ended(A, Evidence.LEFT, 101));
        assertThat(status(A)).isEqualTo(Status.DOWN);
        assertThat(report(A).evidence()).isEqualTo(Evidence.LEFT);

        tick(110, new NodeEvent.ConnectionLost(A));
        tick(111, ended(A, Evidence.REFUSED, 111));
        assertThat(report(A).evidence()).as("what made it down").isEqualTo(Evidence.LEFT);
    }

    @Test
    void aForgedGoodbyeChangesNothing() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1));
        tick(100, new NodeEvent.Leaving(A));
        tick(101, ended(A, Evidence.OK, 101));

        assertThat(status(A)).isEqualTo(Status.UP);
    }

    @Test
    void aFailedAttemptIsPutToAHelperAndTheHelpersAnswerIsHeard() {
        heardForAnInterval();
        tick(4_000);
        tick(4_001, ended(A, Evidence.TIMEOUT, 4_001));

        assertThat(tick(4_101).probes()).containsExactly(new NodeStateMachine.Probe(B, A));
        tick(4_110, new NodeEvent.Probed(B, A, Evidence.TIMEOUT, null));
        assertThat(verdict(A, DetectorKind.SWIM).status()).isEqualTo(Status.SUSPECT);
        assertThat(verdict(A, DetectorKind.SWIM).confirmedBy()).containsExactly(B);
    }

    @Test
    void whoIsAskedToProbeAsksAndAnswersWithTheTicket() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1), ended(B, Evidence.OK, 1));
        assertThat(tick(500, new NodeEvent.ProbeAsked(A, 77)).ask()).containsExactly(A);

        NodeStateMachine.TickResult step = tick(501, ended(A, Evidence.REFUSED, 501));
        assertThat(step.answers()).singleElement().satisfies(answer -> {
            assertThat(answer.ticket()).isEqualTo(77);
            assertThat(answer.attempt().evidence()).isEqualTo(Evidence.REFUSED);
        });
    }

    @Test
    void anotherDetectorDecidesFromOneTickToTheNext() {
        heardForAnInterval();
        tick(2_100, new NodeEvent.ConnectionLost(A));
        tick(2_101, ended(A, Evidence.REFUSED, 2_101));
        assertThat(status(A)).isEqualTo(Status.DOWN);

        NodeStateMachine.TickResult step = tick(2_200, new NodeEvent.DetectorSelected(DetectorKind.TIMEOUT));
        assertThat(status(A)).isEqualTo(Status.SUSPECT);
        assertThat(step.transitions()).extracting(Transition::to).contains(Status.SUSPECT);
        assertThat(brain.beliefs().deciding()).isEqualTo(DetectorKind.TIMEOUT);
    }

    /** Found by ten nodes beside 64 busy loops: the loop was in time, the I/O thread was not. */
    @Test
    void anAttemptWhoseEndIsOverdueIsTheObserversOwnFault() {
        heardForAnInterval();
        tick(3_900);
        for (long now = 4_000; now <= 10_000; now += 500) {
            NodeStateMachine.TickResult step = tick(now);
            assertThat(step.transitions()).as("at %d", now).isEmpty();
            assertThat(step.verdicts()).as("at %d", now).isEmpty();
        }
        assertThat(brain.beliefs().health()).isPositive();

        tick(10_100, ended(A, Evidence.TIMEOUT, 10_100));
        assertThat(status(A)).isEqualTo(Status.SUSPECT);
    }

    @Test
    void whenTheIoThreadWasLateNobodysSilenceCountsBeforeThat() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1), ended(B, Evidence.OK, 1));
        tick(1_990);
        tick(2_990, ended(A, Evidence.TIMEOUT, 2_990));
        tick(3_900);
        tick(4_950, new NodeEvent.IoThreadLag(900_000_000));
        for (long now = 5_000; now < 9_900; now += 100) {
            assertThat(tick(now).transitions()).noneMatch(change -> change.to() == Status.DOWN);
        }
    }

    @Test
    void itsOwnLatenessIsTold() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1), ended(B, Evidence.OK, 1));
        assertThat(brain.beliefs().health()).isZero();

        tick(60_000);
        assertThat(brain.beliefs().health()).isEqualTo(8);
        assertThat(Duration.ofNanos(brain.beliefs().lagNanos())).isGreaterThan(Duration.ofSeconds(55));

        for (long now = 60_050; now <= 72_000; now += 50) {
            tick(now, ended(A, Evidence.OK, now), ended(B, Evidence.OK, now));
        }
        assertThat(brain.beliefs().health()).isZero();
        assertThat(Duration.ofNanos(brain.beliefs().lagNanos())).isLessThan(Duration.ofMillis(100));
    }

    /** Until 2,001 ms: long enough that a missed attempt makes suspect. */
    private void heardForAnInterval() {
        tick(0);
        tick(1, ended(A, Evidence.OK, 1), ended(B, Evidence.OK, 1));
        tick(2_000);
        tick(2_001, ended(A, Evidence.OK, 2_001), ended(B, Evidence.OK, 2_001));
    }

    private DetectorVerdict verdict(NodeId peer, DetectorKind kind) {
        return brain.beliefs().peers().stream()
                .map(belief -> belief.reportAt(at(0)))
                .filter(report -> report.id().equals(peer))
                .map(report -> Objects.requireNonNull(report.verdict(kind)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 24 * 365})
    void aWallClockThatJumpsChangesNoBelief(long hours) {
        heardForAnInterval();
        for (long millis = 2_050; millis < 7_000; millis += 50) {
            ClockReading now = at(millis);
            brain.tick(
                    List.of(ended(A, Evidence.TIMEOUT, millis), ended(B, Evidence.OK, millis)),
                    new ClockReading(now.nanos(), now.wall().plus(Duration.ofHours(hours))));
            assertThat(status(A)).as("after %d ms", millis).isEqualTo(Status.SUSPECT);
        }
        tick(7_002, ended(A, Evidence.TIMEOUT, 7_002));
        assertThat(status(A)).as("silent for the timeout").isEqualTo(Status.DOWN);
    }

    private NodeStateMachine.TickResult tick(long millis, NodeEvent... signals) {
        return brain.tick(List.of(signals), at(millis));
    }

    private Status status(NodeId peer) {
        return report(peer).status();
    }

    private PeerReport report(NodeId peer) {
        return brain.beliefs().peers().stream()
                .map(PeerSnapshot::report)
                .filter(report -> report.id().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    private static NodeEvent ended(NodeId peer, Evidence evidence, long millis) {
        return ended(peer, evidence, millis, 1);
    }

    private static NodeEvent ended(NodeId peer, Evidence evidence, long millis, long incarnation) {
        String error = evidence == Evidence.OK ? null : evidence.phrase();
        return new NodeEvent.AttemptCompleted(
                new Attempt(peer, evidence, at(millis), Duration.ofMillis(1), incarnation, error));
    }

    private static ClockReading at(long millis) {
        return new ClockReading(START + millis * 1_000_000, Instant.EPOCH.plusMillis(millis));
    }
}
