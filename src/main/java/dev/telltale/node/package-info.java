/**
 * The logic of a node: reads events from the inbox, runs the detectors, schedules heartbeat requests and publishes
 * snapshots. No sockets; confined to the node loop.
 */
@NullMarked
package dev.telltale.node;

import org.jspecify.annotations.NullMarked;
