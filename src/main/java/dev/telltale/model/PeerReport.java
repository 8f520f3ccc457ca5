package dev.telltale.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one observer says of one subject: a cell of the matrix.
 *
 * @param url where the observer asks the subject
 * @param lastHeartbeat when it last answered; null if never
 * @param lastCheck when it was last asked and the attempt had ended; null if never
 * @param since when the status became what it is
 * @param incarnation of the last heartbeat
 * @param evidence of the last attempt
 * @param roundTrip of the last heartbeat
 * @param missed attempts without a heartbeat since the last one
 * @param error the last failure in words; null if the last attempt was answered
 */
public record PeerReport(
        NodeId id,
        String url,
        Status status,
        @Nullable Instant lastHeartbeat,
        @Nullable Instant lastCheck,
        @Nullable Instant since,
        @Nullable Long incarnation,
        @Nullable Evidence evidence,
        @Nullable Duration roundTrip,
        int missed,
        @Nullable String error) {}
