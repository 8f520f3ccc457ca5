package dev.telltale.dashboard.viewmodel.grid;

import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.model.Status;
import dev.telltale.testkit.ClusterFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownNodesTest {
    private final ClusterFixture cluster = new ClusterFixture(30).allUp();

    private ShownNodes shown() {
        return ShownNodes.withTrouble(new Grid(cluster.view().matrix()), List.of());
    }

    @Test
    void nothingIsShownWhileAllAreUp() {
        assertThat(shown()).isEqualTo(new ShownNodes(30, List.of(), List.of()));
        assertThat(shown().hiddenWords()).isEqualTo("30 of 30 hidden");
    }

    @Test
    void theRowsAndColumnsOfDisturbedLinksAreShown() {
        cluster.withStatus(3, 7, Status.DOWN).withStatus(7, 3, Status.SUSPECT);
        assertThat(shown()).isEqualTo(new ShownNodes(30, List.of(2, 6), List.of(2, 6)));
        assertThat(shown().hiddenWords()).isEqualTo("28 of 30 hidden");
        assertThat(shown().positionOfRow(6)).isEqualTo(1);
        assertThat(shown().positionOfColumn(5)).isNegative();
    }

    @Test
    void ofACrashedNodeTheColumnAndAllThatSeeItAreShown() {
        cluster.killed(5);
        assertThat(shown().columns()).containsExactly(4);
        assertThat(shown().rows()).hasSize(30);
        assertThat(shown().hiddenWords()).isEqualTo("29 of 30 columns hidden");
    }

    @Test
    void aNodeThatDoesNotAnswerIsShown() {
        cluster.silent(5, "does not answer", Duration.ofSeconds(8));
        assertThat(shown()).isEqualTo(new ShownNodes(30, List.of(4), List.of(4)));
    }

    @Test
    void foundNodesAreShownWithoutTrouble() {
        cluster.withStatus(3, 7, Status.DOWN);
        var grid = new Grid(cluster.view().matrix());
        assertThat(ShownNodes.withTrouble(grid, List.of(node(1))))
                .isEqualTo(new ShownNodes(30, List.of(0, 2), List.of(0, 6)));
    }

    @Test
    void aGridThatHasNeverAnsweredIsShownAsAWhole() {
        var blank = new Grid(new ClusterFixture(3).view().matrix());
        assertThat(ShownNodes.withTrouble(blank, List.of())).isEqualTo(ShownNodes.all(blank));
        assertThat(ShownNodes.all(blank).hiddenWords()).isEmpty();
    }
}
