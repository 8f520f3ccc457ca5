package dev.telltale.dashboard.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoomStepsTest {
    @Test
    void theStepsGoFrom80To200PercentAndBack() {
        List<Integer> up = Stream.iterate(80, ZoomSteps::above).limit(9).toList();
        assertThat(up).containsExactly(80, 90, 100, 110, 125, 150, 175, 200, 200);
        List<Integer> down = Stream.iterate(200, ZoomSteps::below).limit(9).toList();
        assertThat(down).containsExactly(200, 175, 150, 125, 110, 100, 90, 80, 80);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "-5, 80", "100, 100", "120, 125", "137, 125", "138, 150", "2147483647, 200"})
    void aSavedValueBecomesTheNearestStep(int saved, int step) {
        assertThat(ZoomSteps.nearest(saved)).isEqualTo(step);
    }
}
