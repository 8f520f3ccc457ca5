/** The state of a recording that the window shows: what is played, how fast, and what is not recorded. FX thread only. */
@NullMarked
package dev.telltale.dashboard.viewmodel.recording;

import org.jspecify.annotations.NullMarked;
