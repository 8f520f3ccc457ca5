/** Injected faults and their effect on each request and response of a node. Seeded random; no I/O and no clock. */
@NullMarked
package dev.telltale.fault;

import org.jspecify.annotations.NullMarked;
