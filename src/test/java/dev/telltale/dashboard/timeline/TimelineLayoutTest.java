package dev.telltale.dashboard.timeline;

import static dev.telltale.testkit.TestValues.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.timeline.StatusLane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineLayoutTest {
    private static List<StatusLane> pairs(int nodes) {
        List<StatusLane> lanes = new ArrayList<>();
        for (int subject = 1; subject <= nodes; subject++) {
            for (int observer = 1; observer <= nodes; observer++) {
                if (observer != subject) {
                    lanes.add(new StatusLane(node(observer), node(subject)));
                }
            }
        }
        return lanes;
    }

    @Test
    void lanesOfThreeNodesFitAndDoNotOverlap() {
        TimelineLayout layout = TimelineLayout.of(1280, 176, 120, 1, pairs(3));
        assertThat(layout.maxScroll()).isZero();
        for (int lane = 1; lane < 6; lane++) {
            assertThat(layout.laneTop(lane, 0)).isGreaterThanOrEqualTo(layout.laneTop(lane - 1, 0) + layout.pitch());
        }
        assertThat(layout.laneTop(5, 0) + layout.pitch()).isLessThanOrEqualTo(layout.axisTop());
    }

    @Test
    void lanesThatDoNotFitAreReachedByScrolling() {
        TimelineLayout layout = TimelineLayout.of(1280, 176, 120, 2, pairs(6));
        assertThat(layout.maxScroll()).isPositive();
        assertThat(layout.laneTop(29, layout.maxScroll()) + layout.pitch())
                .isCloseTo(layout.axisTop(), org.assertj.core.data.Offset.offset(0.01));
        assertThat(layout.laneAt(layout.axisTop() - 1, layout.maxScroll())).isEqualTo(29);
        assertThat(layout.laneAt(layout.lanesTop() + 1, 0)).isZero();
    }

    @Test
    void pointsOutsideBelongToNoLaneAndNoRow() {
        TimelineLayout layout = TimelineLayout.of(1280, 176, 120, 2, pairs(3));
        assertThat(layout.laneAt(layout.axisTop() + 1, 0)).isEqualTo(-1);
        assertThat(layout.laneAt(layout.truthTop(0) + 1, 0)).isEqualTo(-1);
        assertThat(layout.truthRowAt(layout.truthTop(1) + 1)).isEqualTo(1);
        assertThat(layout.truthRowAt(layout.lanesTop() + 1)).isEqualTo(-1);
        assertThat(layout.share(layout.x(0.25))).isCloseTo(0.25, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aWindowOfZeroSizeStillHasAPlot() {
        TimelineLayout layout = TimelineLayout.of(0, 0, 120, 1, List.of());
        assertThat(layout.columns()).isPositive();
        assertThat(layout.maxScroll()).isZero();
    }
}
