/** The panel's own log: a file for the traces, one notice in the window for each new error. */
@NullMarked
package dev.telltale.dashboard.log;

import org.jspecify.annotations.NullMarked;
