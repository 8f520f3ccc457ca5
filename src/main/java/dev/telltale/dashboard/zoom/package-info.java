/** The zoom of the window: its steps, the pane that scales the content, and the sizes of menus and dialogs. */
@NullMarked
package dev.telltale.dashboard.zoom;

import org.jspecify.annotations.NullMarked;
