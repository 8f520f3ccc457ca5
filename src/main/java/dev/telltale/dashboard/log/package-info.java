/** The log of the panel: a file with stack traces, and a notice in the window for each new internal error. */
@NullMarked
package dev.telltale.dashboard.log;

import org.jspecify.annotations.NullMarked;
