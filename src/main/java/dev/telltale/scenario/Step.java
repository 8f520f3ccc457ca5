package dev.telltale.scenario;

import dev.telltale.text.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is done.
 *
 * @param at from the beginning of the scenario
 * @param lasting after which it is undone: healed, resumed, started again; null if nothing undoes it by itself
 */
public record Step(Duration at, Action act, @Nullable Duration lasting) {

    /** "at 2s: cut node1 to node3, for 4s". */
    public String words() {
        return "at " + Durations.format(at) + ": " + act.words()
                + (lasting == null ? "" : ", for " + Durations.format(lasting));
    }
}
