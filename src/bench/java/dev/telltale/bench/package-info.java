/**
 * The project's measurements, each beside a floor measured in the same run. Not part of the program; started by Maven's
 * profile {@code bench} alone.
 */
@NullMarked
package dev.telltale.bench;

import org.jspecify.annotations.NullMarked;
