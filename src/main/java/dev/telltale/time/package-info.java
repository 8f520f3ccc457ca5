/**
 * The only access to the clocks of the system. Monotonic time measures intervals; wall time is for display and JSON
 * only.
 */
@NullMarked
package dev.telltale.time;

import org.jspecify.annotations.NullMarked;
