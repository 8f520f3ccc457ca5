package dev.telltale.node;

import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;

/**
 * The identity of this node and of this run of its process.
 *
 * @param incarnation milliseconds since 1970 at the start of the process, so that a restart has a larger one
 */
public record Identity(NodeId id, long incarnation, long pid, ClockReading started) {}
