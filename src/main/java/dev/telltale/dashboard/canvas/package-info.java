/** What the grid and the timeline share: painting on a canvas in the colours of the theme. */
@NullMarked
package dev.telltale.dashboard.canvas;

import org.jspecify.annotations.NullMarked;
