package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The response to {@code GET /heartbeat}. Only the node id is always present: a node of the original demo sends neither
 * incarnation nor PID.
 *
 * @param leaving whether the peer announces that its process is about to end
 * @param incarnation start time of the process in milliseconds since 1970; larger after each restart
 * @param starved how long since its start the process was runnable but got no CPU time; null if never
 */
public record Heartbeat(
        NodeId nodeId,
        boolean leaving,
        @Nullable Instant timestamp,
        @Nullable Long incarnation,
        @Nullable Long pid,
        @Nullable Duration starved) {}
