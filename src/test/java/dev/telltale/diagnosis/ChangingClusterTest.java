package dev.telltale.diagnosis;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.testkit.MatrixBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The diagnosis while only some observers have detected a change; heartbeats every 2 s, timeout 5 s. */
class ChangingClusterTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aCrashNotYetDetectedByOneObserverIsNotAOneWayLink() {
        var matrix = new MatrixBuilder(3)
                .silent(node(2))
                .down(link(1, 2), Evidence.REFUSED, Duration.ofMillis(10))
                .up(link(3, 2), SECOND);
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(CauseKind.CRASH.of(node(2))));
        assertThat(matrix.diagnosis().sentence()).isEqualTo("node2 has crashed: 1 of 2 observers says so, for 0 s");
    }

    @Test
    void aNodeWhoseResponseIsOlderThanTheReportIsNotYetDiagnosed() {
        // It answered 100 ms ago, and was refused 10 ms ago.
        var matrix =
                new MatrixBuilder(3).up(link(3, 2), SECOND).down(link(1, 2), Evidence.REFUSED, Duration.ofMillis(10));
        assertThat(matrix.diagnosis().findings()).isEmpty();
        assertThat(matrix.diagnosis().sentence()).isEqualTo("node2 stops answering: 1 of 2 observers says it is down");
    }

    @Test
    void aLeaveIsDiagnosedWhileTheNodeStillRespondsHere() {
        var matrix = new MatrixBuilder(3).up(link(3, 2), SECOND).down(link(1, 2), Evidence.LEFT, Duration.ofMillis(10));
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(CauseKind.LEFT.of(node(2))));
    }

    @Test
    void aSilenceThatOneObserverOnlySuspectsIsNotDiagnosed() {
        var matrix = new MatrixBuilder(3)
                .silent(node(2))
                .down(link(1, 2), Evidence.TIMEOUT, SECOND)
                .suspect(link(3, 2), SECOND);
        assertThat(matrix.diagnosis().findings()).isEmpty();
        assertThat(matrix.diagnosis().sentence())
                .isEqualTo("node2 stops answering: 1 of 2 observers says it is down, 1 suspects it");
    }

    @Test
    void aCutLinkIsDiagnosedOnceAllOtherLinksHaveALaterHeartbeat() {
        var matrix = new MatrixBuilder(3).down(link(1, 3), Evidence.TIMEOUT, Duration.ofMillis(600));
        matrix.up(link(2, 3), SECOND);
        assertThat(matrix.diagnosis().findings()).isEmpty();
        matrix.up(link(2, 3), Duration.ofMillis(500));
        assertThat(matrix.diagnosis().findings()).as("100 ms may be two clocks").isEmpty();
        matrix.nodes()
                .forEach(one -> LinkSets.row(matrix.nodes(), one).stream()
                        .filter(link -> !link.equals(link(1, 3)))
                        .forEach(link -> matrix.up(link, Duration.ofMillis(200))));
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(CauseKind.ONE_WAY.of(node(1), node(3))));
    }

    @Test
    void anIncompletePartitionIsNotDiagnosed() {
        var matrix = new MatrixBuilder(4).cut(LinkSets.halves(nodes(4)));
        matrix.down(link(1, 3), Evidence.TIMEOUT, SECOND).suspect(link(2, 3), SECOND);
        assertThat(matrix.diagnosis().findings()).isEmpty();
        assertThat(matrix.diagnosis().sentence()).endsWith("stop answering: the observers do not agree yet");
    }

    @Test
    void aLaterSuspicionDoesNotHideAnEarlierFinding() {
        var matrix = new MatrixBuilder(4).cut(Set.of(link(1, 3))).suspect(link(2, 4), SECOND);
        assertThat(matrix.diagnosis().hasCause("one-way link node1 to node3")).isTrue();
    }

    @Test
    void aNodeThatJustStoppedRespondingHereIsNotYetGray() {
        var matrix = new MatrixBuilder(3)
                .silent(node(2))
                .up(link(1, 2), Duration.ofSeconds(7))
                .up(link(3, 2), SECOND.multipliedBy(7));
        assertThat(matrix.diagnosis().findings()).isEmpty();
        assertThat(matrix.diagnosis().sentence())
                .isEqualTo("node2 does not answer here, but 2 of 2 observers see it up");
    }

    @Test
    void theSilenceOfANodeWhoseProcessHasEndedIsNotReported() {
        var matrix = new MatrixBuilder(3).silent(node(2)).up(link(1, 2), Duration.ofSeconds(7));
        Set<NodeId> ended = Set.of(node(2));
        assertThat(Diagnosis.of(matrix.matrix(), NOW, ended)).isEqualTo(new Diagnosis(List.of(), "", ""));
        matrix.silent(node(3));
        assertThat(Diagnosis.of(matrix.matrix(), NOW, ended).sentence())
                .isEqualTo("node3 does not answer here, but 1 of 1 observer sees it up");
        matrix.with(CauseKind.CRASH.of(node(2)));
        assertThat(Diagnosis.of(matrix.matrix(), NOW, ended).sentence()).startsWith("node2 has crashed");
    }

    @Test
    void aNodeFirstHeardByItsPeersIsNotYetReportedAsUnresponsive() {
        var matrix = new MatrixBuilder(3)
                .silent(node(2))
                .upAgain(link(1, 2), SECOND)
                .upAgain(link(3, 2), SECOND.multipliedBy(2));
        assertThat(matrix.diagnosis().sentence()).isEqualTo("2 of 3 nodes answer; nothing from node2 yet");
        matrix.up(link(1, 2), SECOND);
        assertThat(matrix.diagnosis().sentence())
                .isEqualTo("node2 does not answer here, but 2 of 2 observers see it up");
    }

    @Test
    void aNewIncarnationNotYetSeenByOneObserverIsARestart() {
        var matrix = new MatrixBuilder(3).with(CauseKind.RESTART.of(node(2)));
        matrix.down(link(1, 2), Evidence.REFUSED, SECOND);
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(CauseKind.RESTART.of(node(2))));
        assertThat(matrix.diagnosis().sentence())
                .isEqualTo("node2 has restarted: 1 of 2 observers hears its new process");
    }

    @Test
    void aReturnedNodeNotYetRequestedByItsPeersIsNotMute() {
        var matrix = new MatrixBuilder(3).columnDown(node(2), Evidence.TIMEOUT).answersAgain(2, Duration.ofMillis(100));
        assertThat(matrix.diagnosis().findings()).isEmpty();
        assertThat(matrix.diagnosis().sentence()).isEqualTo("node2 comes back: 2 of 2 observers still say it is down");
        matrix.upAgain(link(1, 2), Duration.ofMillis(200)).answersAgain(2, Duration.ofSeconds(9));
        assertThat(matrix.diagnosis().findings()).as("the first of two").isEmpty();
        assertThat(matrix.diagnosis().sentence()).isEqualTo("node2 comes back: 1 of 2 observers still says it is down");
        matrix.columnDown(node(2), Evidence.TIMEOUT);
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(CauseKind.MUTE.of(node(2))));
    }

    @Test
    void aBrokenLinkThatHealsIsNotDiagnosedAsOneWay() {
        var matrix = new MatrixBuilder(4).cut(LinkSets.between(node(1), node(3)));
        matrix.upAgain(link(1, 3), Duration.ofMillis(200));
        assertThat(matrix.diagnosis().findings()).isEmpty();
        assertThat(matrix.diagnosis().sentence()).isEqualTo("node1 comes back: 1 of 3 observers still says it is down");
        matrix.upAgain(link(1, 3), Duration.ofSeconds(5));
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(CauseKind.ONE_WAY.of(node(3), node(1))));
    }

    @Test
    void aSkewedClockDoesNotChangeAges() {
        var matrix =
                new MatrixBuilder(3).clockAhead(node(2), Duration.ofMinutes(-1)).cut(Set.of(link(1, 3)));
        assertThat(matrix.diagnosis().findings())
                .containsExactly(
                        Finding.of(CauseKind.ONE_WAY.of(node(1), node(3))), Finding.of(CauseKind.SKEWED.of(node(2))));
        matrix.down(link(2, 3), Evidence.REFUSED, Duration.ofMillis(10));
        assertThat(matrix.diagnosis().sentence()).startsWith("node3 stops answering");
    }
}
