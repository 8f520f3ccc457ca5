package dev.telltale.diagnosis;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static dev.telltale.testkit.TestValues.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
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
        List<Cause> causes = new ArrayList<>(List.of(CauseKind.OVERLOAD.of()));
        for (NodeId node : List.of(nodes.get(0), nodes.get(size / 2), nodes.get(size - 1))) {
            causes.add(CauseKind.CRASH.of(node));
            causes.add(CauseKind.LEFT.of(node));
            causes.add(CauseKind.HANG.of(node));
            causes.add(CauseKind.FAILING.of(node));
            causes.add(CauseKind.GRAY_STATUS.of(node));
            causes.add(CauseKind.RESTART.of(node));
            causes.add(CauseKind.SICK_OBSERVER.of(node));
            causes.add(CauseKind.SKEWED.of(node));
            if (size > 2) {
                causes.add(CauseKind.ISOLATED.of(node));
                causes.add(CauseKind.MUTE.of(node));
                causes.add(CauseKind.DEAF.of(node));
            }
        }
        causes.add(CauseKind.ONE_WAY.of(node(1), node(size)));
        causes.add(CauseKind.ONE_WAY.of(node(size), node(1)));
        causes.add(CauseKind.BROKEN.of(node(1), node(size)));
        for (int groups = 2; groups <= 4 && groups <= size && size > 2; groups++) {
            causes.add(new Cause(CauseKind.PARTITION, split(nodes, groups)));
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
    void everyPatternIsDiagnosedAndNothingElse(int size) {
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
    void indistinguishableCausesAreReportedTogether(int size) {
        NodeId node = node(size);
        List<Cause> silent = new MatrixBuilder(size)
                .with(CauseKind.HANG.of(node))
                .diagnosis()
                .findings()
                .get(0)
                .causes();
        assertThat(silent.get(0)).isEqualTo(CauseKind.HANG.of(node));
        assertThat(silent).contains(size == 2 ? CauseKind.BROKEN.of(node(1), node) : CauseKind.ISOLATED.of(node));
        if (size > 2) {
            assertThat(new MatrixBuilder(size)
                            .with(CauseKind.DEAF.of(node))
                            .diagnosis()
                            .findings())
                    .containsExactly(Finding.of(CauseKind.DEAF.of(node), CauseKind.SICK_OBSERVER.of(node)));
        }
    }

    /** An unanswered row and a missing cell may hide causes, but must not add false ones. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aSilentRowOrAMissingCellHidesNoInjectedCause(int size) {
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
                && (finding.has(CauseKind.GRAY_STATUS.of(node(stale))) || finding.has(CauseKind.HANG.of(node(stale)))));
        if (isVisible(matrix, cause, stale, unsaid)) {
            assertThat(diagnosis.hasCause(cause.words())).as(what).isTrue();
        }
        assertThat(others).as(what).isEmpty();
    }

    /**
     * With too few rows there is no majority; and a node without any observer left looks cut off from its own group.
     */
    private static boolean isHidden(MatrixBuilder matrix, Cause cause, int stale, int unsaid) {
        if (cause.kind() == CauseKind.PARTITION && stale > 0 && unsaid > 0) {
            List<NodeId> pair = Stream.of(node(stale), node(unsaid)).sorted().toList();
            return cause.groups().contains(pair);
        }
        return cause.kind() == CauseKind.OVERLOAD && stale > 0 && matrix.nodes().size() < 4;
    }

    /** Whether a cell or row that shows the cause is left. */
    private static boolean isVisible(MatrixBuilder matrix, Cause cause, int stale, int unsaid) {
        List<Link> cells = new ArrayList<>();
        if (cause.kind().isOfLinks()) {
            cells.addAll(cause.links(matrix.nodes()));
        } else if (cause.kind() == CauseKind.SICK_OBSERVER || cause.kind() == CauseKind.SKEWED) {
            return stale == 0 || !cause.node().equals(node(stale));
        } else if (cause.kind().isOfNode()) {
            cells.addAll(LinkSets.column(matrix.nodes(), cause.node()));
        }
        if (unsaid > 0) {
            cells.remove(link(unsaid, unsaid % matrix.nodes().size() + 1));
        }
        cells.removeIf(cell -> stale > 0 && cell.observer().equals(node(stale)));
        return cause.kind() == CauseKind.OVERLOAD || !cells.isEmpty();
    }

    @Tag("fuzz")
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 9, 12})
    void twoCausesAreBothDiagnosed(int size) {
        Seeds.of(50).forEach(seed -> {
            var random = new Random(seed);
            int gone = 1 + random.nextInt(size);
            int observer = 1 + (gone + random.nextInt(size - 2)) % size;
            int subject = other(random, size, gone, observer);
            Cause crash = random.nextBoolean() ? CauseKind.CRASH.of(node(gone)) : CauseKind.HANG.of(node(gone));
            Cause cut = CauseKind.ONE_WAY.of(node(observer), node(subject));
            var diagnosis = new MatrixBuilder(size).with(cut).with(crash).diagnosis();
            assertThat(diagnosis.findings()).as(diagnosis.toString()).hasSize(2);
            assertThat(diagnosis.findings().get(0).first()).isEqualTo(crash);
            assertThat(diagnosis.findings().get(1)).isEqualTo(Finding.of(cut));
        });
    }

    private static int other(Random random, int size, int one, int two) {
        int other = 1 + random.nextInt(size);
        return other == one || other == two ? other(random, size, one, two) : other;
    }

    @Test
    @Tag("fuzz")
    void aRandomCauseIsDiagnosed() {
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
    void aSilentNodeThatRefusesNowIsDiagnosedAsCrashed() {
        var matrix = new MatrixBuilder(3).with(CauseKind.HANG.of(node(2)));
        Instant since = NOW.wall().minusSeconds(10);
        var state = new PeerState(Status.DOWN, Evidence.TIMEOUT, since.minusSeconds(5), since, Evidence.REFUSED);
        matrix.set(link(1, 2), state).set(link(3, 2), state);
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(CauseKind.CRASH.of(node(2))));
    }

    @Test
    void errorResponsesToHeartbeatsAreDiagnosedAsAFailingNode() {
        var matrix = new MatrixBuilder(3).columnDown(node(2), Evidence.BAD_STATUS);
        assertThat(matrix.diagnosis().findings()).containsExactly(Finding.of(CauseKind.FAILING.of(node(2))));
    }

    @Test
    void aBrokenLinkDuringAnOverloadMayBeCausedByIt() {
        var matrix = new MatrixBuilder(4).with(CauseKind.OVERLOAD.of()).cut(LinkSets.between(node(1), node(3)));
        assertThat(matrix.diagnosis().hasCause("overload")).isTrue();
        assertThat(matrix.diagnosis().findings().get(0))
                .isEqualTo(Finding.of(CauseKind.BROKEN.of(node(1), node(3)), CauseKind.OVERLOAD.of()));
    }

    @Test
    void aLaggingObserverRanksBeforeAOneWayLink() {
        var matrix = new MatrixBuilder(4).cut(Set.of(link(1, 3))).health(1, 6);
        assertThat(matrix.diagnosis().findings())
                .containsExactly(
                        Finding.of(CauseKind.SICK_OBSERVER.of(node(1)), CauseKind.ONE_WAY.of(node(1), node(3))));
    }

    @Test
    void aLagOfHalfOfTheNodesIsNoOverload() {
        assertThat(new MatrixBuilder(4).health(1, 4).health(3, 4).diagnosis().findings())
                .containsExactly(
                        Finding.of(CauseKind.SICK_OBSERVER.of(node(1))),
                        Finding.of(CauseKind.SICK_OBSERVER.of(node(3))));
        assertThat(new MatrixBuilder(4).health(1, 2).diagnosis().findings()).isEmpty();
    }

    @Test
    void aClockOffsetOfAllNodesIsNotDiagnosed() {
        var matrix = new MatrixBuilder(3);
        matrix.nodes().forEach(node -> matrix.clockAhead(node, Duration.ofSeconds(-3)));
        assertThat(matrix.diagnosis().findings()).isEmpty();
    }

    @Test
    void aPartitionOfAHundredNodesIsDiagnosed() {
        var matrix = new MatrixBuilder(100);
        matrix.cut(LinkSets.halves(matrix.nodes()));
        assertThat(matrix.diagnosis().findings()).hasSize(1);
        assertThat(matrix.diagnosis().sentence()).hasSizeLessThanOrEqualTo(110);
    }
}
