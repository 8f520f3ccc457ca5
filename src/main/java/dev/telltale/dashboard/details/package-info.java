/** The panes beside the grid: details of a cell, detection times, and active faults. */
@NullMarked
package dev.telltale.dashboard.details;

import org.jspecify.annotations.NullMarked;
