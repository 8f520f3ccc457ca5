package dev.telltale.observe;

import dev.telltale.model.Matrix;
import dev.telltale.time.ClockReading;

/**
 * A snapshot of the cluster's status matrix.
 *
 * @param journalEnd number of the next journal entry, for {@link Journal#since}
 */
public record ClusterView(ClockReading at, Matrix matrix, long journalEnd) {}
