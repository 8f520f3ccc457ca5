package dev.telltale.dashboard.matrix;

import static dev.telltale.dashboard.DashboardFixture.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.canvas.CanvasText;
import dev.telltale.dashboard.canvas.PaintedRegion;
import dev.telltale.dashboard.viewmodel.grid.Grid;
import dev.telltale.dashboard.viewmodel.grid.ShownNodes;
import dev.telltale.testkit.ClusterFixture;
import javafx.scene.canvas.Canvas;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@Tag("window")
class RowHeaderWidthTest {
    private static final double MARGIN = 16;

    @Start
    void start(Stage window) {
        // Only the toolkit is needed.
    }

    /** A narrow window showed "g 197 ms" for "lag 197 ms". */
    @ParameterizedTest
    @ValueSource(ints = {440, 640})
    void theRowHeaderHasRoomForALagBelowOneSecond(int width) {
        var grid = new Grid(new ClusterFixture(3).allUp().view().matrix());
        double room = onFx(() -> {
            var painter = new MatrixPainter(new Canvas().getGraphicsContext2D(), new PaintedRegion() {}.palette());
            var text = new CanvasText();
            return painter.layout(grid, ShownNodes.all(grid), width, 560).left()
                    - MARGIN
                    - text.width("lag 888 ms", text.small);
        });
        assertThat(room).isGreaterThanOrEqualTo(0);
    }
}
