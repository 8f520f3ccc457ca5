package dev.telltale.dashboard.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.viewmodel.grid.CellState;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.testkit.ClusterFixture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CellFadesTest {
    private static final long BEGIN = Long.MAX_VALUE - 1_000; // The timer's clock may wrap.

    private final CellFades fades = new CellFades();

    @Test
    void onlyChangedCellsFadeAndTheFadeEnds() {
        fades.begin(
                grid(new ClusterFixture(3).allUp()),
                grid(new ClusterFixture(3).allUp().killed(2)));
        fades.frame(BEGIN);
        assertThat(fades.from(1)).isEqualTo(CellState.UP);
        assertThat(fades.from(2)).isNull();
        assertThat(fades.opacity(1)).isEqualTo(1);
        fades.frame(BEGIN + TimeUnit.MILLISECONDS.toNanos(125));
        assertThat(fades.opacity(1)).isEqualTo(0.5, Offset.offset(1e-9));
        fades.frame(BEGIN + TimeUnit.MILLISECONDS.toNanos(250));
        assertThat(fades.isDone()).isTrue();
    }

    @Test
    void aGridOfOtherNodesDoesNotFade() {
        fades.begin(grid(new ClusterFixture(3).allUp()), grid(new ClusterFixture(4).allUp()));
        assertThat(fades.isDone()).isTrue();
    }

    private static Grid grid(ClusterFixture cluster) {
        return new Grid(cluster.view().matrix());
    }
}
