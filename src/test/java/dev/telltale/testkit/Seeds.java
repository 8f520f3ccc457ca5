package dev.telltale.testkit;

import java.util.stream.LongStream;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * The seeds of a randomised test: the same ones in every run. {@code -Dtelltale.seeds=N} sets their number and
 * {@code -Dtelltale.seed=N} repeats a single one.
 */
public final class Seeds {
    private static final int SHARE_PERCENT = Integer.getInteger("telltale.fuzz.share", 10);

    private final long[] seeds;

    private Seeds(int count) {
        Long single = Long.getLong("telltale.seed");
        seeds = single != null
                ? new long[] {single}
                : LongStream.range(0, Integer.getInteger("telltale.seeds", count))
                        .toArray();
    }

    /** A tenth of this number of seeds, at least one; all of them with {@code -Pfull}. */
    public static Seeds of(int count) {
        return new Seeds((int) Math.max(1, (long) count * SHARE_PERCENT / 100));
    }

    /** Whether the long forms of tests are run, by {@code -Pfull}. */
    public static boolean isFull() {
        return SHARE_PERCENT >= 100;
    }

    /** Always this number of seeds, for loops that take less than half a second. */
    public static Seeds all(int count) {
        return new Seeds(count);
    }

    public LongStream stream() {
        return LongStream.of(seeds);
    }

    /** Runs the test once for each seed; a failure names the seed and how to repeat it. */
    public void forEach(ThrowingConsumer<Long> test) {
        for (long seed : seeds) {
            try {
                test.accept(seed);
            } catch (Throwable e) {
                throw new AssertionError(
                        "seed %d, repeat it with -Dtelltale.seed=%d: %s".formatted(seed, seed, e.getMessage()), e);
            }
        }
    }
}
