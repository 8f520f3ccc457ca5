/**
 * Immutable values of the domain: ids, addresses, evidence, reports, the matrix. No I/O, no clock, no logger; any
 * thread.
 */
@NullMarked
package dev.telltale.model;

import org.jspecify.annotations.NullMarked;
