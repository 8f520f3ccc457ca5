/**
 * Evidence and {@code now} in, verdicts out. Pure and single-threaded: {@code now} is always an argument.
 */
@NullMarked
package dev.telltale.detector;

import org.jspecify.annotations.NullMarked;
