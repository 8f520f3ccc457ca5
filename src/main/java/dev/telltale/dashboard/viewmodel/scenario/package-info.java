/** A scenario that is played in the window, and the scorecard of the run. */
@NullMarked
package dev.telltale.dashboard.viewmodel.scenario;

import org.jspecify.annotations.NullMarked;
