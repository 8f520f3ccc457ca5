/** The timeline of outages, faults and statuses, on one canvas. */
@NullMarked
package dev.telltale.dashboard.timeline;

import org.jspecify.annotations.NullMarked;
