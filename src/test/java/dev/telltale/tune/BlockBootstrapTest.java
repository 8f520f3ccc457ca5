package dev.telltale.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.telltale.testkit.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {
    private static final Duration SLOT = Duration.ofMinutes(1);
    private static final double LINK_HOURS = 144;
    private static final int SLOTS = 1_440;

    /** Bursts of ten minutes, on average one in three hours; between them a mistake is rare. */
    private static final double QUIET = 0.005;

    private static final double BUSY = 0.6;
    private static final double BURST_BEGINS = 1.0 / 180;
    private static final double BURST_ENDS = 1.0 / 10;

    @Test
    void theSameSeedGivesTheSameInterval() {
        MistakeRecord record = bursts(new Random(3));

        assertThat(BlockBootstrap.of(record, 0.95, 5)).isEqualTo(BlockBootstrap.of(record, 0.95, 5));
        assertThat(BlockBootstrap.of(record, 0.95, 5)).isNotEqualTo(BlockBootstrap.of(record, 0.95, 6));
    }

    @Test
    void withoutAMistakeTheIntervalIsZero() {
        MistakeRecord record = new MistakeRecord(24, SLOT, Collections.nCopies(240, 0));

        assertThat(BlockBootstrap.of(record, 0.95, 1)).isEqualTo(new BlockBootstrap(0, 0, SLOT, 240));
        MistakeBound bound = MistakeBound.of(record);
        assertThat(bound.perHour()).isEqualTo(bound.poisson());
        assertThat(bound.isOfBursts()).isFalse();
        assertThat(bound.isUncertain()).isFalse();
    }

    @Test
    void independentMistakesGetShortBlocksAndBurstsLongOnes() {
        Seeds.all(20).forEach(seed -> {
            BlockBootstrap independent = BlockBootstrap.of(independent(new Random(seed)), 0.95, seed);
            BlockBootstrap bursts = BlockBootstrap.of(bursts(new Random(seed)), 0.95, seed);

            assertThat(independent.block()).isLessThanOrEqualTo(SLOT.multipliedBy(12));
            assertThat(bursts.block()).isBetween(SLOT.multipliedBy(12), SLOT.multipliedBy(150));
            assertThat(bursts.blocks()).isEqualTo((int) (SLOTS / bursts.block().toMinutes()));
        });
    }

    @Test
    void oneLongBurstLeavesTooFewBlocks() {
        List<Integer> slots = new ArrayList<>(Collections.nCopies(60, 0));
        slots.addAll(Collections.nCopies(30, 4));
        slots.addAll(Collections.nCopies(30, 0));

        MistakeBound bound = MistakeBound.of(new MistakeRecord(12, SLOT, slots));

        assertThat(bound.bootstrap().hasTooFewBlocks()).isTrue();
        assertThat(bound.isUncertain()).isTrue();
    }

    @Test
    void theIntervalContainsTheObservedRateAndRisesWithConfidence() {
        Seeds.all(40).forEach(seed -> {
            MistakeRecord record = bursts(new Random(seed));
            BlockBootstrap interval = BlockBootstrap.of(record, 0.95, seed);

            assertThat(interval.lower()).isLessThanOrEqualTo(interval.upper());
            assertThat(interval.upper()).isGreaterThanOrEqualTo(record.perHour());
            assertThat(BlockBootstrap.of(record, 0.99, seed).upper()).isGreaterThanOrEqualTo(interval.upper());
        });
    }

    @Test
    void onIndependentMistakesAtLeast94Of100ReportedBoundsCoverTheTrueRate() {
        double share = coverage(0, 400, false, false);

        System.out.printf("independent mistakes, seeds 0 to 399: %.1f %% covered%n", 100 * share);
        assertThat(share).isGreaterThanOrEqualTo(0.94);
    }

    @Test
    void onBurstsTheReportedBoundCoversFarBetterThanThePoissonBound() {
        double reported = coverage(0, 400, true, false);
        double poisson = coverage(0, 400, true, true);

        System.out.printf(
                "bursts, seeds 0 to 399: the reported bound covered %.1f %%, the Poisson bound %.1f %%%n",
                100 * reported, 100 * poisson);
        assertThat(reported).isGreaterThan(poisson + 0.1).isGreaterThan(0.85);
    }

    @Test
    void aRecordChecksItself() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MistakeRecord(0, SLOT, List.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MistakeRecord(1, Duration.ZERO, List.of(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MistakeRecord(1, SLOT, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new MistakeRecord(1, SLOT, List.of(2, -1)));
    }

    private static double coverage(long firstSeed, int count, boolean isBursty, boolean isPoisson) {
        double share = BURST_BEGINS / (BURST_BEGINS + BURST_ENDS);
        double perSlot = share * BUSY + (1 - share) * QUIET;
        double rate = perSlot * SLOTS / LINK_HOURS;
        int covered = 0;
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            var random = new Random(seed);
            MistakeBound bound = MistakeBound.of(isBursty ? bursts(random) : independent(random));
            covered += (isPoisson ? bound.poisson() : bound.perHour()) >= rate ? 1 : 0;
        }
        return (double) covered / count;
    }

    /** Mistakes of a Markov-modulated Poisson process: the whole cluster is quiet or busy. */
    private static MistakeRecord bursts(Random random) {
        boolean isBusy = random.nextDouble() < BURST_BEGINS / (BURST_BEGINS + BURST_ENDS);
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(PoissonBoundTest.poisson(random, isBusy ? BUSY : QUIET));
            isBusy = isBusy ? random.nextDouble() >= BURST_ENDS : random.nextDouble() < BURST_BEGINS;
        }
        return new MistakeRecord(LINK_HOURS, SLOT, slots);
    }

    /** The same mean rate without bursts. */
    private static MistakeRecord independent(Random random) {
        double share = BURST_BEGINS / (BURST_BEGINS + BURST_ENDS);
        double perSlot = share * BUSY + (1 - share) * QUIET;
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(PoissonBoundTest.poisson(random, perSlot));
        }
        return new MistakeRecord(LINK_HOURS, SLOT, slots);
    }
}
