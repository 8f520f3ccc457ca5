/**
 * Reads a matrix and says in words what is going on. Pure; any thread.
 */
@NullMarked
package dev.telltale.diagnosis;

import org.jspecify.annotations.NullMarked;
