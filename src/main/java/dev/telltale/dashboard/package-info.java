/**
 * The window of the panel: application, controller, tool bar, tabs and notices. FX thread only, which does no I/O and
 * never blocks; other threads deliver to it with {@link dev.telltale.dashboard.kit.FxBridge}.
 */
@NullMarked
package dev.telltale.dashboard;

import org.jspecify.annotations.NullMarked;
