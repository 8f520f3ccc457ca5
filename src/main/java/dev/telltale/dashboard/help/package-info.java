/** The help menu with the zoom, and the report of a problem as one file. */
@NullMarked
package dev.telltale.dashboard.help;

import org.jspecify.annotations.NullMarked;
