package dev.telltale.model;

import java.time.Instant;

/** One detector of one observer changed its mind about one subject; at is the observer's wall clock. */
public record VerdictChange(
        Instant at, NodeId observer, NodeId subject, DetectorKind detector, Status from, Status to) {}
