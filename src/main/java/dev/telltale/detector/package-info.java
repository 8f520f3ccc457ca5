/**
 * The failure detectors: attempts and the current time in, verdicts out. Pure and single-threaded; the time is always
 * an argument.
 */
@NullMarked
package dev.telltale.detector;

import org.jspecify.annotations.NullMarked;
