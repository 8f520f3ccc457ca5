package dev.telltale.observe;

import dev.telltale.model.Matrix;
import dev.telltale.time.ClockReading;

/**
 * What was known of the cluster at one moment.
 *
 * @param journalEnd the sequence number behind the newest journal entry, to be handed to {@link Journal#since}
 */
public record ClusterView(ClockReading at, Matrix matrix, long journalEnd) {}
