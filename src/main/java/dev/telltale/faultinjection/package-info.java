/** Injects faults into running nodes, renews their leases, ends them, and logs which fault was active when. */
@NullMarked
package dev.telltale.faultinjection;

import org.jspecify.annotations.NullMarked;
