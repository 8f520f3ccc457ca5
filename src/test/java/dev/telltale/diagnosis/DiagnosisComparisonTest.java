package dev.telltale.diagnosis;

import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.DiagnosisComparison.DownCells;
import dev.telltale.diagnosis.DiagnosisComparison.Outcome;
import dev.telltale.diagnosis.analysis.Causes;
import dev.telltale.diagnosis.cause.Cause;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.testkit.MatrixBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisComparisonTest {
    private static final Cause CRASH = CauseKind.CRASH.of(node(2));
    private static final Cause CUT = CauseKind.ONE_WAY.of(node(1), node(3));
    private final Diagnosis well = new MatrixBuilder(4).diagnosis();
    private final Diagnosis crashed = new MatrixBuilder(4).with(CRASH).diagnosis();
    private final Diagnosis both =
            new MatrixBuilder(4).cut(Set.of(link(1, 3))).with(CRASH).diagnosis();

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void everyInjectedCauseThatIsDiagnosedMatches(int size) {
        for (Cause cause : DiagnosisTest.causes(size)) {
            var matrix = new MatrixBuilder(size);
            List<Cause> done = Causes.normalize(matrix.nodes(), List.of(cause));
            assertThat(DiagnosisComparison.of(matrix.with(cause).diagnosis(), done))
                    .as(cause.words())
                    .isEqualTo(new DiagnosisComparison(Outcome.MATCH, "matches what happened"));
        }
    }

    @Test
    void withoutInjectedAndDiagnosedCausesThereIsNoText() {
        assertThat(DiagnosisComparison.of(well, List.of())).isEqualTo(new DiagnosisComparison(Outcome.NOTHING, ""));
        assertThat(DiagnosisComparison.of(well, List.of(), List.of(CRASH)))
                .isEqualTo(new DiagnosisComparison(Outcome.NOTHING, ""));
    }

    @Test
    void anUndetectedCauseIsReportedAsNotDetectedYet() {
        assertThat(DiagnosisComparison.of(well, List.of(CRASH)))
                .isEqualTo(new DiagnosisComparison(Outcome.NOT_DETECTED_YET, "not detected yet: crash of node2"));
        assertThat(DiagnosisComparison.of(crashed, List.of(CRASH, CUT)))
                .isEqualTo(new DiagnosisComparison(
                        Outcome.PARTIAL_MATCH, "not detected yet: one-way link node1 to node3"));
    }

    @Test
    void aCauseVisibleInItsCellsCountsAsDetectedWithoutAPattern() {
        assertThat(DiagnosisComparison.of(well, List.of(CRASH), List.of(), cause -> DownCells.ALL))
                .isEqualTo(new DiagnosisComparison(Outcome.MATCH, "matches what happened"));
        assertThat(DiagnosisComparison.of(crashed, List.of(CRASH, CUT), List.of(), cause -> DownCells.ALL)
                        .outcome())
                .isEqualTo(Outcome.MATCH);
        assertThat(DiagnosisComparison.of(
                        well,
                        List.of(CRASH, CUT),
                        List.of(),
                        cause -> cause.equals(CUT) ? DownCells.ALL : DownCells.NONE))
                .isEqualTo(new DiagnosisComparison(Outcome.NOT_DETECTED_YET, "not detected yet: crash of node2"));
    }

    @Test
    void aCauseVisibleInSomeCellsIsReportedAsNotDetectedByAll() {
        assertThat(DiagnosisComparison.of(well, List.of(CRASH), List.of(), cause -> DownCells.SOME))
                .isEqualTo(
                        new DiagnosisComparison(Outcome.NOT_DETECTED_YET, "not detected by all yet: crash of node2"));
        assertThat(DiagnosisComparison.of(crashed, List.of(CRASH, CUT), List.of(), cause -> DownCells.SOME))
                .isEqualTo(new DiagnosisComparison(
                        Outcome.PARTIAL_MATCH, "not detected by all yet: one-way link node1 to node3"));
    }

    @Test
    void aCauseThatWasNotInjectedIsReportedAsSuch() {
        assertThat(DiagnosisComparison.of(crashed, List.of()))
                .isEqualTo(new DiagnosisComparison(Outcome.NOT_CAUSED_HERE, "not caused from this window"));
        assertThat(DiagnosisComparison.of(crashed, List.of(CUT)))
                .isEqualTo(new DiagnosisComparison(
                        Outcome.MISMATCH, "does not match what happened: one-way link node1 to node3"));
        assertThat(DiagnosisComparison.of(both, List.of(CRASH)))
                .isEqualTo(new DiagnosisComparison(
                        Outcome.PARTIAL_MATCH, "not caused from this window: one-way link node1 to node3"));
    }

    @Test
    void aRecentlyEndedCauseStillExplainsAFinding() {
        assertThat(DiagnosisComparison.of(crashed, List.of(), List.of(CRASH)).outcome())
                .isEqualTo(Outcome.MATCH);
        assertThat(DiagnosisComparison.of(both, List.of(CUT), List.of(CRASH)).outcome())
                .isEqualTo(Outcome.MATCH);
        assertThat(DiagnosisComparison.of(crashed, List.of(CauseKind.RESTART.of(node(2))))
                        .outcome())
                .isEqualTo(Outcome.MATCH);
    }

    @Test
    void causesHiddenByADeadNodeAreNotExpected() {
        List<Cause> done = List.of(CRASH, CauseKind.ONE_WAY.of(node(1), node(2)), CauseKind.GRAY_STATUS.of(node(2)));
        assertThat(DiagnosisComparison.of(crashed, done).outcome()).isEqualTo(Outcome.MATCH);
    }
}
