/** Shared by all views: key bindings, menus, preferences, and delivery to the FX thread. */
@NullMarked
package dev.telltale.dashboard.kit;

import org.jspecify.annotations.NullMarked;
