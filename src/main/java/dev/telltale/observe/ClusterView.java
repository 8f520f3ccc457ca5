package dev.telltale.observe;

import dev.telltale.model.Matrix;
import dev.telltale.time.ClockReading;

/** A snapshot of the cluster's status matrix, with the statuses that the nodes themselves report. */
public record ClusterView(ClockReading at, Matrix matrix) {}
