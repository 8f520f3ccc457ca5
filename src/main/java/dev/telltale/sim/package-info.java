/**
 * The product's brains on a virtual network and clock, on one thread: the same seed is the same story. Knows no real
 * time and does no I/O.
 */
@NullMarked
package dev.telltale.sim;

import org.jspecify.annotations.NullMarked;
