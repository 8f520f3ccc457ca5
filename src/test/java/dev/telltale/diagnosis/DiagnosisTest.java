package dev.telltale.diagnosis;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.Finding;
import dev.telltale.fault.Link;
import dev.telltale.fault.LinkSets;
import dev.telltale.model.Evidence;
import dev.telltale.model.NodeId;
import dev.telltale.model.Status;
import dev.telltale.testkit.MatrixBuilder;
import dev.telltale.testkit.Seeds;
import dev.telltale.testkit.TestValues.PeerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class DiagnosisTest {
    /** Every cause of a cluster of this size, for its first, a middle and its last node. */
    public static List<Cause> causes(int size) {
        List<NodeId> nodes = nodes(size);
        List<Cause> causes = new ArrayList<>(List.of(new Cause.Overload()));
        for (NodeId node : List.of(nodes.get(0), nodes.get(size / 2), nodes.get(size - 1))) {
            causes.add(new Cause.Crash(node));
            causes.add(new Cause.Left(node));
            causes.add(new Cause.Hang(node));
            causes.add(new Cause.Failing(node));
            causes.add(new Cause.GrayStatus(node));
            causes.add(new Cause.Restart(node));
            causes.add(new Cause.SickObserver(node));
            causes.add(new Cause.Skewed(node));
            if (size > 2) {
                causes.add(new Cause.Isolated(node));
                causes.add(new Cause.Mute(node));
                causes.add(new Cause.Deaf(node));
            }
        }
        causes.add(new Cause.OneWay(link(1, size)));
        causes.add(new Cause.OneWay(link(size, 1)));
        causes.add(new Cause.Broken(node(1), node(size)));
        for (int groups = 2; groups <= 4 && groups <= size && size > 2; groups++) {
            causes.add(new Cause.Partition(split(nodes, groups)));
        }
        return causes;
    }

    /** Groups of nodes that are not adjacent in the matrix. */
    private static List<List<NodeId>> split(List<NodeId> nodes, int groups) {
        List<List<NodeId>> split = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int rest = group;
            split.add(IntStream.range(0, nodes.size())
                    .filter(number -> number % groups == rest)
                    .mapToObj(nodes::get)
                    .toList());
        }
        return split;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyPatternIsNamedAndNothingElse(int size) {
        for (Cause cause : causes(size)) {
            var diagnosis = new MatrixBuilder(size).with(cause).diagnosis();
            assertThat(diagnosis.findings()).as(cause.words()).hasSize(1);
            assertThat(diagnosis.hasCause(cause.words()))
                    .as("%s in %s", cause.words(), diagnosis)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void oneOfTwoCausesThatLookAlikeIsNeverToldAlone(int size) {
        NodeId node = node(size);
        List<Cause> silent = new MatrixBuilder(size)
                .with(new Cause.Hang(node))
                .diagnosis()
                .findings()
                .get(0)
                .causes();
        assertThat(silent.get(0)).isEqualTo(new Cause.Hang(node));
        assertThat(silent).contains(size == 2 ? new Cause.Broken(node(1), node) : new Cause.Isolated(node));
        if (size > 2) {
            assertThat(new MatrixBuilder(size)
                            .with(new Cause.Deaf(node))
                            .diagnosis()
                            .findings())
                    .containsExactly(Finding.of(new Cause.Deaf(node), new Cause.SickObserver(node)));
        }
    }

    /** An unanswered row and a missing cell may hide causes, but must not add false ones. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void withASilentRowOrAMissingCellTheCauseIsStillAmongThoseTold(int size) {
        for (Cause cause : causes(size)) {
            for (int stale = 0; stale <= size; stale++) {
                for (int subject = 0; subject <= size; subject += Math.max(1, size / 3)) {
                    var matrix = new MatrixBuilder(size).with(cause);
                    if (stale > 0) {
                        matrix.silent(node(stale));
                    }
                    if (subject > 0) {
                        matrix.missing(link(subject, subject % size + 1));
                    }
                    check(matrix, cause, stale, subject);
                }
            }
        }
    }

    private static void check(MatrixBuilder matrix, Cause cause, int stale, int unsaid) {
        var diagnosis = matrix.diagnosis();
        String what = cause.words() + ", silent " + stale + ", unsaid by " + unsaid + ": " + diagnosis;
        if (isHidden(matrix, cause, stale, unsaid)) {
            return;
        }
        List<Finding> others = new ArrayList<>(diagnosis.findings());
        others.removeIf(finding -> finding.hasCause(cause.words()));
        // The unanswered row itself is gray or hangs: that finding is correct.
        others.removeIf(finding -> stale > 0
                && (finding.has(new Cause.GrayStatus(node(stale))) || finding.has(new Cause.Hang(node(stale)))));
        if (isVisible(matrix, cause, stale, unsaid)) {
            assertThat(diagnosis.hasCause(cause.words())).as(what).isTrue();
        }
        assertThat(others).as(what).isEmpty();
    }

    /**
     * With too few rows there is no majority; and a node without any observer left looks cut off from its own group.
     */
    private static boolean isHidden(MatrixBuilder matrix, Cause cause, int stale, int unsaid) {
        if (cause instanceof Cause.Partition partition && stale > 0 && unsaid > 0) {
            List<NodeId> pair = Stream.of(node(stale), node(unsaid)).sorted().toList();
            return partition.groups().contains(pair);
        }
        return cause instanceof Cause.Overload && stale > 0 && matrix.nodes().size() < 4;
    }

    /** Whether a cell or row that shows the cause is left. */
    private static boolean isVisible(MatrixBuilder matrix, Cause cause, int stale, int unsaid) {
        List<Link> cells = new ArrayList<>();
        if (cause instanceof Cause.OfLinks ofLinks) {
            cells.addAll(Causes.links(matrix.nodes(), ofLinks));
        } else if (cause instanceof Cause.SickObserver || cause instanceof Cause.Skewed) {
            return stale == 0 || !((Cause.OfNode) cause).node().equals(node(stale));
        } else if (cause instanceof Cause.OfNode ofNode) {
            cells.addAll(LinkSets.column(matrix.nodes(), ofNode.node()));
        }
        if (unsaid > 0) {
            cells.remove(link(unsaid, unsaid % matrix.nodes().size() + 1));
        }
        cells.removeIf(cell -> stale > 0 && cell.observer().equals(node(stale)));
        return cause instanceof Cause.Overload || !cells.isEmpty();
    }

    @Tag("fuzz")
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 9, 12})
    void twoCausesAreBothNamed(int size) {
        Seeds.of(50).forEach(seed -> {
            var random = new Random(seed);
            int gone = 1 + random.nextInt(size);
            int observer = 1 + (gone + random.nextInt(size - 2)) % size;
            int subject = other(random, size, gone, observer);
            Cause crash = random.nextBoolean() ? new Cause.Crash(node(gone)) : new Cause.Hang(node(gone));
            Cause cut = new Cause.OneWay(link(observer, subject));
            var diagnosis = new MatrixBuilder(size).with(cut).with(crash).diagnosis();
            assertThat(diagnosis.findings()).as(diagnosis.toString()).hasSize(2);
            assertThat(diagnosis.findings().get(0).causes().get(0)).isEqualTo(crash);
            assertThat(diagnosis.findings().get(1)).isEqualTo(Finding.of(cut));
        });
    }

    private static int other(Random random, int size, int one, int two) {
        int other = 1 + random.nextInt(size);
        return other == one || other == two ? other(random, size, one, two) : other;
    }

    @Test
    @Tag("fuzz")
    void aRandomCauseIsNamed() {
        Seeds.of(300).forEach(seed -> {
            var random = new Random(seed);
            int size = 2 + random.nextInt(11);
            List<Cause> causes = causes(size);
            Cause cause = causes.get(random.nextInt(causes.size()));
            assertThat(new MatrixBuilder(size).with(cause).diagnosis().hasCause(cause.words()))
                    .as("%s of %s", cause.words(), size)
                    .isTrue();
        });
    }

    @Test
    void whoWasSilentAndIsRefusedNowHasDied() {
        var matrix = new MatrixBuilder(3).with(new Cause.Hang(node(2)));
        Instant since = NOW.wall().minusSeconds(10);
        var state = new PeerState(Status.DOWN, Evidence.TIMEOUT, since.minusSeconds(5), since, Evidence.REFUSED);
        matrix.set(link(1, 2), state).set(link(3, 2), state);
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(new Cause.Crash(node(2))));
    }

    @Test
    void aGrayHeartbeatIsErrorsOfANodeThatAnswersHere() {
        var matrix = new MatrixBuilder(3).columnDown(node(2), Evidence.BAD_STATUS);
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(new Cause.Failing(node(2))));
    }

    @Test
    void manyNodesThatBlameAtRandomMayBeOverloaded() {
        var matrix = new MatrixBuilder(4).with(new Cause.Overload()).cut(LinkSets.between(node(1), node(3)));
        assertThat(matrix.diagnosis().hasCause("overload")).isTrue();
        assertThat(matrix.diagnosis().findings().get(0))
                .isEqualTo(Finding.of(new Cause.Broken(node(1), node(3)), new Cause.Overload()));
    }

    @Test
    void anObserverInPoorHealthIsDoubtedBeforeTheLink() {
        var matrix = new MatrixBuilder(4).cut(Set.of(link(1, 3))).health(1, 6);
        assertThat(matrix.diagnosis().findings())
                .containsExactly(Finding.of(new Cause.SickObserver(node(1)), new Cause.OneWay(link(1, 3))));
    }

    @Test
    void halfOfTheNodesAreNotMost() {
        assertThat(new MatrixBuilder(4).health(1, 4).health(3, 4).diagnosis().findings())
                .containsExactly(
                        Finding.of(new Cause.SickObserver(node(1))), Finding.of(new Cause.SickObserver(node(3))));
        assertThat(new MatrixBuilder(4).health(1, 2).diagnosis().findings()).isEmpty();
    }

    @Test
    void ifAllClocksDifferOursIsWrong() {
        var matrix = new MatrixBuilder(3);
        matrix.nodes().forEach(node -> matrix.clockAhead(node, Duration.ofSeconds(-3)));
        assertThat(matrix.diagnosis().findings()).isEmpty();
    }

    @Test
    void aHundredNodesAreRead() {
        var matrix = new MatrixBuilder(100);
        matrix.cut(LinkSets.halves(matrix.nodes()));
        assertThat(matrix.diagnosis().findings()).hasSize(1);
        assertThat(matrix.diagnosis().sentence()).hasSizeLessThanOrEqualTo(110);
    }
}
