package dev.telltale.model;

import dev.telltale.time.ClockReading;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of one heartbeat request to a peer.
 *
 * @param ended when the I/O thread saw the request end
 * @param took time from the start of the request to its end
 * @param incarnation the peer's incarnation as given in its response; null if there was none
 * @param error description of the failure; null exactly if the evidence is {@link Evidence#OK}
 * @param starved CPU starvation that the peer reports of itself since its start; null if it reports none
 */
public record Attempt(
        NodeId peer,
        Evidence evidence,
        ClockReading ended,
        Duration took,
        @Nullable Long incarnation,
        @Nullable String error,
        @Nullable Duration starved) {
    public Attempt {
        if ((evidence == Evidence.OK) == (error != null)) {
            throw new IllegalArgumentException("an attempt has an error if and only if it failed: " + evidence);
        }
    }

    /** Whether both are heartbeats of the same process, so that this one changes no status that is up. */
    public boolean repeats(@Nullable Attempt before) {
        return before != null
                && evidence == Evidence.OK
                && before.evidence == Evidence.OK
                && Objects.equals(incarnation, before.incarnation);
    }
}
