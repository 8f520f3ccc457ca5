package dev.telltale.testkit;

import java.util.stream.LongStream;

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

    /** The body of a test that is run once for each seed. */
    public interface SeededTest {
        void run(long seed) throws Exception;
    }

    /** A tenth of so many seeds, at least one; all of them with {@code -Pfull}. */
    public static Seeds of(int count) {
        return new Seeds((int) Math.max(1, (long) count * SHARE_PERCENT / 100));
    }

    /** Always that many, for loops that take less than half a second. */
    public static Seeds all(int count) {
        return new Seeds(count);
    }

    public LongStream stream() {
        return LongStream.of(seeds);
    }

    /** A failure names the seed and how to repeat it. */
    public void forEach(SeededTest test) {
        for (long seed : seeds) {
            try {
                test.run(seed);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "seed %d, repeat it with -Dtelltale.seed=%d: %s".formatted(seed, seed, e.getMessage()), e);
            }
        }
    }
}
