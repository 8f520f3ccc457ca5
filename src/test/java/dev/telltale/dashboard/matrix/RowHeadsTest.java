package dev.telltale.dashboard.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.testkit.ClusterFixture;
import org.junit.jupiter.api.Test;

class RowHeadsTest {
    @Test
    void theRowHeaderShowsTheLagOfTheObserver() {
        var grid = new Grid(
                new ClusterFixture(3).allUp().killed(2).sick(3, 3).view().matrix());
        assertThat(RowHeads.words(grid, 0)).containsExactly("lag 3 ms");
        assertThat(RowHeads.words(grid, 1)).containsExactly("does not", "answer");
        assertThat(RowHeads.words(grid, 2)).containsExactly("lag 640 ms", "lagging");
    }

    @Test
    void marksAreOmittedIfCellsAreTooSmall() {
        assertThat(MatrixLayout.of(3, 3, 640, 460, 60, 50).hasMarks()).isTrue();
        assertThat(MatrixLayout.of(13, 13, 640, 460, 60, 50).hasMarks()).isTrue();
        assertThat(MatrixLayout.of(100, 100, 1000, 700, 60, 50).hasMarks()).isFalse();
    }
}
