package dev.telltale.dashboard.viewmodel.journal;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.concurrent.BoundedLog;
import dev.telltale.model.Evidence;
import dev.telltale.model.Status;
import dev.telltale.model.Transition;
import dev.telltale.testkit.ClusterFixture;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JournalViewModelTest {
    private final JournalViewModel journal = new JournalViewModel(List.of(node(1), node(2), node(3)), ZoneId.of("UTC"));

    @Test
    void theNewestEntryIsFirstAndNoEntryIsDuplicated() {
        ClusterFixture cluster = new ClusterFixture(3).allUp();
        journal.pull(cluster::since);
        cluster.killed(2);
        journal.pull(cluster::since);
        journal.pull(cluster::since);
        assertThat(journal.lines()).hasSize(8);
        assertThat(journal.lines().get(0).text())
                .isEqualTo("14:03:21.479 node3 about node2 up → down"
                        + " refused · connect to 127.0.0.1:8002: connection refused");
        assertThat(journal.titleProperty().get()).isEqualTo("Journal (8)");
    }

    @Test
    void theFilterMatchesAllWordsInAnyOrder() {
        journal.pull(new ClusterFixture(3).allUp().killed(2)::since);
        journal.filterProperty().set("  DOWN node3 ");
        assertThat(journal.lines()).extracting(JournalLine::about).containsExactly("node3 about node2");
        journal.filterProperty().set("");
        assertThat(journal.lines()).hasSize(8);
    }

    @Test
    void droppedJournalEntriesAreCounted() {
        journal.pull(number -> List.of(entry(0)));
        journal.pull(number -> List.of(entry(41), entry(42)));
        assertThat(journal.lines()).hasSize(4);
        assertThat(journal.lines().get(2).words()).isEqualTo("40 changes dropped: they came too fast");
        assertThat(journal.titleProperty().get()).isEqualTo("Journal (43)");
    }

    @Test
    void theNumberOfLinesIsLimitedAndTheOldestAreDropped() {
        journal.pull(number ->
                LongStream.range(0, 1_500).mapToObj(JournalViewModelTest::entry).toList());
        journal.pull(number -> LongStream.range(1_500, 5_000)
                .mapToObj(JournalViewModelTest::entry)
                .toList());
        assertThat(journal.lines()).hasSize(JournalViewModel.MAX_LINES);
        journal.pull(number -> List.of(entry(5_000)));
        assertThat(journal.lines()).hasSize(JournalViewModel.MAX_LINES);
        assertThat(journal.lines().get(0).time()).isEqualTo("14:03:30.480");
    }

    @Test
    void controlCharactersInEvidenceAreReplaced() {
        var nasty =
                new Transition(NOW.wall(), node(1), node(2), Status.UP, Status.DOWN, Evidence.BAD_BODY, "a\u202Eb\nc");
        journal.pull(number -> List.of(new BoundedLog.Entry<>(0, nasty)));
        assertThat(journal.lines().get(0).words()).isEqualTo("bad body · a?b?c");
    }

    @Test
    void theJournalShowsRestartsAndFlaps() {
        var quiet = new Transition(
                NOW.wall(),
                node(1),
                node(2),
                Status.UP,
                Status.UP,
                Evidence.OK,
                null,
                new Transition.Return(true, 0, null));
        var flap = new Transition(
                NOW.wall(),
                node(1),
                node(2),
                Status.DOWN,
                Status.UP,
                Evidence.OK,
                null,
                new Transition.Return(false, 3, null));
        journal.pull(number -> List.of(new BoundedLog.Entry<>(0, quiet), new BoundedLog.Entry<>(1, flap)));
        assertThat(journal.lines())
                .extracting(JournalLine::text)
                .containsExactly(
                        "14:03:25.480 node1 about node2 down → up flapping: 3rd time · ok",
                        "14:03:25.480 node1 about node2 up ↻ up node2 restarted (new incarnation) · ok");
    }

    private static BoundedLog.Entry<Transition> entry(long number) {
        return new BoundedLog.Entry<>(
                number,
                new Transition(
                        NOW.wall().plusMillis(number), node(1), node(2), Status.UNKNOWN, Status.UP, Evidence.OK, null));
    }
}
