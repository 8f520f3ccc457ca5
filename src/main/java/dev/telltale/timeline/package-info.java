/** The model of a timeline, as the panel and the report draw it: visible interval, ticks, lanes and packed rows. */
@NullMarked
package dev.telltale.timeline;

import org.jspecify.annotations.NullMarked;
