/**
 * Reads from a matrix what may be the cause of what it shows, and says it in words. Pure; any thread.
 */
@NullMarked
package dev.telltale.diagnosis;

import org.jspecify.annotations.NullMarked;
