/**
 * The window: FXML, controllers, the matrix on one canvas, and the one bridge to the FX thread. Confined to the FX
 * thread, which never does I/O and never waits; {@link dev.telltale.dashboard.FxBridge} is the door from other threads.
 */
@NullMarked
package dev.telltale.dashboard;

import org.jspecify.annotations.NullMarked;
