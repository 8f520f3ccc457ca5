package dev.telltale.dashboard.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telltale.dashboard.matrix.MatrixLayout.Density;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixLayoutTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            1,   640,  460, WORDS
            3,   640,  460, WORDS
            3,   370,  300, WORDS
            3,   250,  300, SIGNS
            12, 1200,  800, WORDS
            13, 1200,  800, SIGNS
            39, 1200,  800, SIGNS
            40, 1200,  800, PATTERNS
            100, 640,  460, PATTERNS
            """)
    void theDensityFollowsFromTheNumberOfNodesAndTheSpace(int nodes, double width, double height, Density density) {
        assertThat(MatrixLayout.of(nodes, nodes, width, height, 60, 50).density())
                .isEqualTo(density);
    }

    @ParameterizedTest
    @CsvSource({"3,370,300", "13,400,300", "30,272,143", "40,640,460", "100,376,330", "100,1000,700", "200,376,330"})
    void theMatrixFitsIntoItsArea(int nodes, double width, double height) {
        MatrixLayout layout = MatrixLayout.of(nodes, nodes, width, height, 60, 50);
        assertThat(layout.right()).isLessThanOrEqualTo(width);
        assertThat(layout.bottom()).isLessThanOrEqualTo(height);
    }

    @ParameterizedTest
    @CsvSource({"3,640,460", "13,640,460", "100,1000,700"})
    void everyCellIsFoundAtItsPosition(int nodes, double width, double height) {
        MatrixLayout layout = MatrixLayout.of(nodes, nodes, width, height, 60, 50);
        for (int i = 0; i < nodes; i++) {
            assertThat(layout.columnAt(layout.x(i) + layout.cellWidth() / 2)).isEqualTo(i);
            assertThat(layout.rowAt(layout.y(i) + layout.cellHeight() / 2)).isEqualTo(i);
        }
        assertThat(layout.columnAt(layout.left() - 1)).isEqualTo(-1);
        assertThat(layout.rowAt(layout.top() - 1)).isEqualTo(-1);
        assertThat(layout.columnAt(layout.right() + layout.gap() + 1)).isEqualTo(-1);
    }

    @Test
    void cellsHaveAMaximumSize() {
        MatrixLayout layout = MatrixLayout.of(1, 1, 4000, 4000, 60, 50);
        assertThat(layout.cellWidth()).isEqualTo(300);
        assertThat(layout.cellHeight()).isEqualTo(168);
    }

    @Test
    void anAreaWithoutSpaceIsNoError() {
        MatrixLayout layout = MatrixLayout.of(0, 0, 0, 0, 0, 0);
        assertThat(layout.columnAt(5)).isEqualTo(-1);
        assertThat(layout.cellWidth()).isPositive();
    }

    @Test
    void rowsAndColumnsMayDifferInNumber() {
        MatrixLayout layout = MatrixLayout.of(30, 1, 640, 460, 60, 50);
        assertThat(layout.rowAt(layout.y(29) + 1)).isEqualTo(29);
        assertThat(layout.columnAt(layout.x(0) + 1)).isZero();
        assertThat(layout.columnAt(layout.right() + layout.gap() + 1)).isEqualTo(-1);
        assertThat(layout.cellWidth()).isGreaterThan(layout.cellHeight());
    }

    @Test
    void aHeaderThatWouldOverlapALitOneIsHidden() {
        assertThat(IntStream.range(0, 9).filter(i -> MatrixLayout.isHeadShown(i, 3, lit -> lit == 4)))
                .containsExactly(0, 4);
        assertThat(IntStream.range(0, 9).filter(i -> MatrixLayout.isHeadShown(i, 3, lit -> false)))
                .containsExactly(0, 3, 6);
    }

    @Test
    void columnHeadersThatDoNotFitAreVertical() {
        assertThat(MatrixLayout.of(3, 3, 640, 460, 60, 50).hasVerticalHeaders()).isFalse();
        assertThat(MatrixLayout.of(13, 13, 640, 460, 60, 50).hasVerticalHeaders())
                .isTrue();
    }
}
