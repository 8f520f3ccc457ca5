package dev.telltale.observe;

import dev.telltale.model.Matrix;
import dev.telltale.model.Moment;

/**
 * What was known of the cluster at one moment.
 *
 * @param journalEnd the sequence number behind the newest journal entry, to be handed to {@link Journal#since}
 */
public record ClusterView(Moment at, Matrix matrix, long journalEnd) {}
