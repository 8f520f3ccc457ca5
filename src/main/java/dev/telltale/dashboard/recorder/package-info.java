/** What the window shows of its own recording. FX thread only. */
@NullMarked
package dev.telltale.dashboard.recorder;

import org.jspecify.annotations.NullMarked;
