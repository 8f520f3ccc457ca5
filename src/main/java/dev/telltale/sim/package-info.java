/**
 * Deterministic simulation: runs the product's node state machines on a virtual network and clock, on one thread. The
 * same seed gives the same run. Reads no real time and does no I/O.
 */
@NullMarked
package dev.telltale.sim;

import org.jspecify.annotations.NullMarked;
