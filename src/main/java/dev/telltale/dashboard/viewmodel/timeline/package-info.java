/** What the timeline shows: lanes, rows, ticks and texts. */
@NullMarked
package dev.telltale.dashboard.viewmodel.timeline;

import org.jspecify.annotations.NullMarked;
