package dev.telltale.diagnosis;

import static dev.telltale.diagnosis.Seen.link;
import static dev.telltale.diagnosis.Seen.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Evidence;
import dev.telltale.model.Links;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is named while some have noticed and others have not; heartbeats every 2 s, timeout 5 s. */
class ChangingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aCrashThatOneObserverHasNotNoticedIsNoOneWayLink() {
        var seen = new Seen(3)
                .silent(node(2))
                .down(link(1, 2), Evidence.REFUSED, Duration.ofMillis(10))
                .heard(link(3, 2), SECOND);
        assertThat(seen.diagnosis().findings()).containsExactly(Finding.of(new Cause.Crash(node(2))));
        assertThat(seen.diagnosis().sentence()).isEqualTo("node2 has crashed: 1 of 2 observers says so, for 0 s");
    }

    @Test
    void aNodeWhoseOwnAnswerIsOlderThanTheNewsIsWaitedFor() {
        // It answered 100 ms ago, and was refused 10 ms ago.
        var seen = new Seen(3).heard(link(3, 2), SECOND).down(link(1, 2), Evidence.REFUSED, Duration.ofMillis(10));
        assertThat(seen.diagnosis().findings()).isEmpty();
        assertThat(seen.diagnosis().sentence()).isEqualTo("node2 stops answering: 1 of 2 observers says it is down");
    }

    @Test
    void aGoodbyeIsBelievedWhileTheNodeStillAnswersHere() {
        var seen = new Seen(3).heard(link(3, 2), SECOND).down(link(1, 2), Evidence.LEFT, Duration.ofMillis(10));
        assertThat(seen.diagnosis().findings()).containsExactly(Finding.of(new Cause.Left(node(2))));
    }

    @Test
    void aSilenceThatOneObserverOnlySuspectsIsNotNamed() {
        var seen = new Seen(3)
                .silent(node(2))
                .down(link(1, 2), Evidence.TIMEOUT, SECOND)
                .suspect(link(3, 2), SECOND);
        assertThat(seen.diagnosis().findings()).isEmpty();
        assertThat(seen.diagnosis().sentence())
                .isEqualTo("node2 stops answering: 1 of 2 observers says it is down, 1 suspects it");
    }

    @Test
    void aCutLinkIsNamedOnceAllOthersWereHeardAfterIt() {
        var seen = new Seen(3).down(link(1, 3), Evidence.TIMEOUT, Duration.ofMillis(600));
        seen.heard(link(2, 3), SECOND);
        assertThat(seen.diagnosis().findings()).isEmpty();
        seen.heard(link(2, 3), Duration.ofMillis(500));
        assertThat(seen.diagnosis().findings()).as("100 ms may be two clocks").isEmpty();
        seen.nodes.forEach(one -> Links.row(seen.nodes, one).stream()
                .filter(link -> !link.equals(link(1, 3)))
                .forEach(link -> seen.heard(link, Duration.ofMillis(200))));
        assertThat(seen.diagnosis().findings()).containsExactly(Finding.of(new Cause.OneWay(link(1, 3))));
    }

    @Test
    void aPartitionThatIsNotCompleteIsNotNamed() {
        var seen = new Seen(4).cut(Links.halves(new Seen(4).nodes));
        seen.down(link(1, 3), Evidence.TIMEOUT, SECOND).suspect(link(2, 3), SECOND);
        assertThat(seen.diagnosis().findings()).isEmpty();
        assertThat(seen.diagnosis().sentence()).endsWith("stop answering: the observers do not agree yet");
    }

    @Test
    void aSuspicionLongAfterwardsDoesNotHideWhatIsKnown() {
        var seen = new Seen(4).cut(Set.of(link(1, 3))).suspect(link(2, 4), SECOND);
        assertThat(seen.diagnosis().says("one-way link node1 to node3")).isTrue();
    }

    @Test
    void aNodeThatJustStoppedAnsweringHereIsNotGrayYet() {
        var seen = new Seen(3)
                .silent(node(2))
                .heard(link(1, 2), Duration.ofSeconds(7))
                .heard(link(3, 2), SECOND.multipliedBy(7));
        assertThat(seen.diagnosis().findings()).isEmpty();
        assertThat(seen.diagnosis().sentence()).isEqualTo("node2 does not answer here, but 2 of 2 observers see it up");
    }

    @Test
    void aNodeThatItsPeersHearForTheFirstTimeMayHaveStartedSinceItWasAskedHere() {
        var seen = new Seen(3).silent(node(2)).again(link(1, 2), SECOND).again(link(3, 2), SECOND.multipliedBy(2));
        assertThat(seen.diagnosis().sentence()).isEqualTo("2 of 3 nodes answer; nothing from node2 yet");
        seen.heard(link(1, 2), SECOND);
        assertThat(seen.diagnosis().sentence()).isEqualTo("node2 does not answer here, but 2 of 2 observers see it up");
    }

    @Test
    void aNewProcessThatOneObserverHasNotHeardIsARestart() {
        var seen = new Seen(3).with(new Cause.Restart(node(2)));
        seen.down(link(1, 2), Evidence.REFUSED, SECOND);
        assertThat(seen.diagnosis().findings()).containsExactly(Finding.of(new Cause.Restart(node(2))));
        assertThat(seen.diagnosis().sentence())
                .isEqualTo("node2 has restarted: 1 of 2 observers hears its new process");
    }

    @Test
    void aNodeThatAnswersAgainBeforeItsPeersAskedItIsNotMute() {
        var seen = new Seen(3).column(node(2), Evidence.TIMEOUT).back(2, Duration.ofMillis(100));
        assertThat(seen.diagnosis().findings()).isEmpty();
        assertThat(seen.diagnosis().sentence()).isEqualTo("node2 comes back: 2 of 2 observers still say it is down");
        seen.again(link(1, 2), Duration.ofMillis(200)).back(2, Duration.ofSeconds(9));
        assertThat(seen.diagnosis().findings()).as("the first of two").isEmpty();
        assertThat(seen.diagnosis().sentence()).isEqualTo("node2 comes back: 1 of 2 observers still says it is down");
        seen.column(node(2), Evidence.TIMEOUT);
        assertThat(seen.diagnosis().findings()).containsExactly(Finding.of(new Cause.Mute(node(2))));
    }

    @Test
    void aBrokenLinkThatHealsIsNoOneWayLink() {
        var seen = new Seen(4).cut(Links.between(node(1), node(3)));
        seen.again(link(1, 3), Duration.ofMillis(200));
        assertThat(seen.diagnosis().findings()).isEmpty();
        assertThat(seen.diagnosis().sentence()).isEqualTo("node1 comes back: 1 of 3 observers still says it is down");
        seen.again(link(1, 3), Duration.ofSeconds(5));
        assertThat(seen.diagnosis().findings()).containsExactly(Finding.of(new Cause.OneWay(link(3, 1))));
    }

    @Test
    void aSkewedClockDisturbsNoAge() {
        var seen = new Seen(3).ahead(node(2), Duration.ofMinutes(-1)).cut(Set.of(link(1, 3)));
        assertThat(seen.diagnosis().findings())
                .containsExactly(Finding.of(new Cause.OneWay(link(1, 3))), Finding.of(new Cause.Skewed(node(2))));
        seen.down(link(2, 3), Evidence.REFUSED, Duration.ofMillis(10));
        assertThat(seen.diagnosis().sentence()).startsWith("node3 stops answering");
    }
}
