package dev.telltale.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LogAxisTest {
    private static final Offset<Double> ROUNDING = within(1e-9);

    @Test
    void theSameFactorIsTheSameDistance() {
        var axis = new LogAxis(1, 100);
        assertThat(axis.share(1)).isZero();
        assertThat(axis.share(10)).isCloseTo(0.5, ROUNDING);
        assertThat(axis.share(100)).isCloseTo(1, ROUNDING);
        assertThat(axis.at(axis.share(37))).isCloseTo(37, ROUNDING);
    }

    @Test
    void ticksAreRoundValues() {
        assertTicks(new LogAxis(0.5, 12), 0.5, 1, 2, 5, 10);
        assertTicks(new LogAxis(0.3, 3), 0.5, 1, 2);
        assertTicks(new LogAxis(0.01, 100), 0.01, 0.1, 1, 10, 100);
    }

    private static void assertTicks(LogAxis axis, double... expected) {
        List<Double> ticks = axis.ticks();
        assertThat(ticks).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(ticks.get(i)).isCloseTo(expected[i], ROUNDING);
        }
    }

    @Test
    void theAxisAroundValuesBeginsAndEndsAtTicks() {
        assertAxis(LogAxis.around(List.of(1.2, 37.0)), 1, 50);
        assertAxis(LogAxis.around(List.of(2.0, 5.0)), 2, 5);
        assertAxis(LogAxis.around(List.of(3.0)), 2, 5);
        assertAxis(LogAxis.around(List.of(1.0)), 1, 2);
        assertAxis(LogAxis.around(List.of()), 1, 10);
    }

    private static void assertAxis(LogAxis axis, double min, double max) {
        assertThat(axis.min()).isCloseTo(min, ROUNDING);
        assertThat(axis.max()).isCloseTo(max, ROUNDING);
    }

    @Test
    void anAxisHasALengthAndNoZero() {
        assertThatThrownBy(() -> new LogAxis(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogAxis(1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
