/** The run records, one file per node process: its PID, start, address and token. */
@NullMarked
package dev.telltale.registry;

import org.jspecify.annotations.NullMarked;
