package dev.telltale.tune;

import dev.telltale.tune.ChenConfigurator.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The setting to choose, with its evidence and its alternatives.
 *
 * @param best the recommended setting if the outcome is {@link Outcome#SUPPORTED}; else the one that comes closest
 * @param runnerUp the next best of the settings that meet the goals, if possible of another detector; null if none does
 * @param faster the next faster setting of the same detector and interval; null if none was tried
 * @param slower the next slower one; null if none was tried. If the outcome is {@link Outcome#TOO_MANY_MISTAKES}, the
 *     fastest of any detector that makes few enough mistakes
 * @param more how much more must be recorded until the best setting is supported, if mistakes go on as before; zero
 *     unless the outcome is {@link Outcome#TOO_LITTLE_RECORDED}
 * @param chen what Chen's configurator says to the same goals; null if the goals cannot be achieved by it, or if the
 *     network was not measured
 */
public record Recommendation(
        Recording recording,
        Goals goals,
        Outcome outcome,
        Rated best,
        @Nullable Rated runnerUp,
        @Nullable Rated faster,
        @Nullable Rated slower,
        Duration more,
        @Nullable Setting chen) {

    /** What the recording says of the goals. */
    public enum Outcome {
        /** A setting meets both goals, and the recording supports it. */
        SUPPORTED,
        /** A setting may meet both goals; the recording is too short to support it. */
        TOO_LITTLE_RECORDED,
        /** Every setting that is fast enough makes too many mistakes. */
        TOO_MANY_MISTAKES,
        /** No setting that was tried is fast enough. */
        TOO_SLOW
    }
}
