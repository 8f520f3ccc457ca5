/**
 * A node's brain: it drains the inbox, ticks the detectors, plans the heartbeats and publishes a report. No sockets; confined to the node loop.
 */
@NullMarked
package dev.telltale.node;

import org.jspecify.annotations.NullMarked;
