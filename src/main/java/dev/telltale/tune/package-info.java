/**
 * Which setting a recording supports: bounds of mistake rates, the recommendation, and Chen's configurator beside it.
 * Plain values in and out. Pure; any thread.
 */
@NullMarked
package dev.telltale.tune;

import org.jspecify.annotations.NullMarked;
