/** The grid of statuses at one instant, as the window shows it. */
@NullMarked
package dev.telltale.dashboard.viewmodel.grid;

import org.jspecify.annotations.NullMarked;
