/** Finds the patterns of a matrix: which link, node or observer explains its cells. Pure; any thread. */
@NullMarked
package dev.telltale.diagnosis.analysis;

import org.jspecify.annotations.NullMarked;
