/** Repeats recorded traces with their own or with other settings, and measures what the detectors would have said. Pure. */
@NullMarked
package dev.telltale.replay;

import org.jspecify.annotations.NullMarked;
