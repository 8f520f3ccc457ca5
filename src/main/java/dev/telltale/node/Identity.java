package dev.telltale.node;

import dev.telltale.model.NodeId;
import dev.telltale.time.ClockReading;

/**
 * Who this node is, in this life of its process.
 *
 * @param incarnation milliseconds since 1970 at the start: a restart is larger
 */
public record Identity(NodeId id, long incarnation, long pid, ClockReading started) {}
