/** Derives the probable causes of a matrix and puts them into one sentence. Pure; any thread. */
@NullMarked
package dev.telltale.diagnosis;

import org.jspecify.annotations.NullMarked;
