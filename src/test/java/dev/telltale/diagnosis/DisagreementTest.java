package dev.telltale.diagnosis;

import static dev.telltale.testkit.TestValues.NOW;
import static dev.telltale.testkit.TestValues.link;
import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.diagnosis.analysis.MatrixIndex;
import dev.telltale.diagnosis.cause.CauseKind;
import dev.telltale.model.Evidence;
import dev.telltale.testkit.MatrixBuilder;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DisagreementTest {
    @Test
    void observersThatAgreeCauseNoDisagreement() {
        assertThat(of(new MatrixBuilder(3))).isEqualTo(Disagreement.NONE);
        assertThat(of(new MatrixBuilder(3).with(CauseKind.CRASH.of(node(2))))).isEqualTo(Disagreement.NONE);
    }

    @Test
    void aCutOfOneDirectionIsADisagreementAndAOneWayPair() {
        assertThat(of(new MatrixBuilder(3).cut(Set.of(link(1, 3)))))
                .isEqualTo(new Disagreement(Set.of(link(1, 3), link(2, 3)), Set.of(link(1, 3), link(3, 1))));
    }

    @Test
    void aLinkCutInBothDirectionsIsNotAOneWayPair() {
        var both = of(new MatrixBuilder(3).cut(Set.of(link(1, 3), link(3, 1))));
        assertThat(both.differing()).containsExactlyInAnyOrder(link(1, 3), link(2, 3), link(3, 1), link(2, 1));
        assertThat(both.oneWay()).isEmpty();
    }

    @Test
    void aSuspectStatusIsNoDisagreement() {
        var matrix = new MatrixBuilder(3).suspect(link(1, 3), Duration.ofSeconds(1));
        assertThat(of(matrix)).isEqualTo(Disagreement.NONE);
    }

    @Test
    void anObserverWithoutTimeToDetectCausesNoDisagreement() {
        var matrix = new MatrixBuilder(3)
                .down(link(1, 3), Evidence.REFUSED, Duration.ofMillis(10))
                .up(link(2, 3), Duration.ofSeconds(1));
        assertThat(of(matrix)).isEqualTo(Disagreement.NONE);
    }

    @Test
    void aSilentObserverCausesNoDisagreement() {
        assertThat(of(new MatrixBuilder(2).cut(Set.of(link(1, 2))).silent(node(2))))
                .isEqualTo(Disagreement.NONE);
    }

    private static Disagreement of(MatrixBuilder matrix) {
        return Disagreement.of(new MatrixIndex(matrix.matrix(), NOW));
    }
}
