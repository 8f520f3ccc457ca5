/**
 * Starts, stops and kills node processes, and knows the truth about them: PID, exact instants, exit codes.
 */
@NullMarked
package dev.telltale.launcher;

import org.jspecify.annotations.NullMarked;
