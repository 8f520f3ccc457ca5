/** What the window shows of its recording. FX thread only. */
@NullMarked
package dev.telltale.dashboard.recording;

import org.jspecify.annotations.NullMarked;
