package dev.telltale.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
    private static List<String> growth(int rounds, IntFunction<ProcessFigures> figures) {
        var check = new LeakCheck("a node");
        for (int round = 0; round < rounds; round++) {
            check.add(figures.apply(round));
        }
        return check.growth();
    }

    @Test
    void fluctuatingFiguresAreNoGrowth() {
        assertThat(growth(100, round -> new ProcessFigures(40 + round % 9, 18 + round % 4, 50_000 + round % 3 * 9_000)))
                .isEmpty();
    }

    @Test
    void oneMoreDescriptorInEachRoundIsReportedAsGrowth() {
        assertThat(growth(100, round -> new ProcessFigures(40 + round, 18, 50_000)))
                .containsExactly(
                        "a node: descriptors grew from at most 72 in the first third of the rounds to at least 107 in the last third");
    }

    @Test
    void oneMoreThreadInEveryThirdRoundIsReportedAsGrowth() {
        assertThat(growth(100, round -> new ProcessFigures(40, 18 + round / 3, 50_000)))
                .hasSize(1)
                .allMatch(one -> one.contains("threads"));
    }

    @Test
    void oneMoreMegabyteInEachRoundIsReportedAsGrowth() {
        assertThat(growth(200, round -> new ProcessFigures(40, 18, 50_000 + round * 1_024L)))
                .hasSize(1)
                .allMatch(one -> one.contains("memory"));
    }

    @Test
    void tooFewRoundsGiveNoGrowthReport() {
        assertThat(growth(5, round -> new ProcessFigures(40 + 100 * round, 18, 50_000)))
                .isEmpty();
    }

    @Test
    void theFiguresOfThisProcessArePositive() {
        ProcessFigures.of(ProcessHandle.current().pid())
                .ifPresent(self -> assertThat(Math.min(Math.min(self.descriptors(), self.threads()), self.rssKib()))
                        .isPositive());
    }
}
