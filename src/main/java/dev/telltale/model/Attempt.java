package dev.telltale.model;

import dev.telltale.time.ClockReading;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One heartbeat asked of a peer, and how it ended.
 *
 * @param ended when the I/O thread saw the end
 * @param took from asking to the end
 * @param incarnation what the peer said of itself, where it answered and said so
 * @param error the failure in words; null when the evidence is {@link Evidence#OK}
 * @param starved what the peer said of its own lack of processor time since its start; null if it said nothing
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

    /** Of a peer that says nothing of its own lack of processor time. */
    public Attempt(
            NodeId peer,
            Evidence evidence,
            ClockReading ended,
            Duration took,
            @Nullable Long incarnation,
            @Nullable String error) {
        this(peer, evidence, ended, took, incarnation, error, null);
    }
}
