/**
 * The one way to ask for the time. Monotonic time measures, wall time is for display and the wire only.
 */
@NullMarked
package dev.telltale.time;

import org.jspecify.annotations.NullMarked;
