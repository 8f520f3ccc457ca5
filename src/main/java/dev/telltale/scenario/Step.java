package dev.telltale.scenario;

import dev.telltale.text.DurationFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A timed action.
 *
 * @param at the time from the beginning of the scenario
 * @param duration the time after which the action is undone: healed, resumed, started again; null if it is not undone
 */
public record Step(Duration at, Action action, @Nullable Duration duration) {

    /** When it is undone, or executed if it is not undone; from the beginning of the scenario. */
    public Duration end() {
        return duration == null ? at : at.plus(duration);
    }

    /** "at 2s: cut node1 to node3, for 4s". */
    public String words() {
        return "at " + DurationFormat.setting(at) + ": " + action.words()
                + (duration == null ? "" : ", for " + DurationFormat.setting(duration));
    }
}
