package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code GET /heartbeat}. Only the name is certain: a peer of the original demo sends no incarnation and
 * no PID.
 *
 * @param leaving whether the peer says goodbye: its process is about to end
 * @param incarnation one life of a process: milliseconds since 1970 at its start, so that a restart is larger
 * @param starved how long the process had work to do and got no processor time, since its start; null if it never was
 */
public record Heartbeat(
        NodeId nodeId,
        boolean leaving,
        @Nullable Instant timestamp,
        @Nullable Long incarnation,
        @Nullable Long pid,
        @Nullable Duration starved) {

    /** Of a process that always got its processor time, or does not say. */
    public Heartbeat(
            NodeId nodeId,
            boolean leaving,
            @Nullable Instant timestamp,
            @Nullable Long incarnation,
            @Nullable Long pid) {
        this(nodeId, leaving, timestamp, incarnation, pid, null);
    }
}
