/** How the recording of the window stands, in words. Confined to the thread of the window. */
@NullMarked
package dev.telltale.dashboard.viewmodel.recorder;

import org.jspecify.annotations.NullMarked;
