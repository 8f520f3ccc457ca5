/** A recording in the window: opening it, the bar that plays it, and its processes and faults, which take no commands. */
@NullMarked
package dev.telltale.dashboard.recording;

import org.jspecify.annotations.NullMarked;
