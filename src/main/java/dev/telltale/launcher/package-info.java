/**
 * Starts, stops and kills node processes, and records their PIDs, exit codes and the exact time of every event.
 */
@NullMarked
package dev.telltale.launcher;

import org.jspecify.annotations.NullMarked;
