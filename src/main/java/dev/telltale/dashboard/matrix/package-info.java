/** The grid of observers and subjects, on one canvas. */
@NullMarked
package dev.telltale.dashboard.matrix;

import org.jspecify.annotations.NullMarked;
