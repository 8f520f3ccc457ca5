/** What all views share: painting, palette, keys, menus, preferences, and the way onto the FX thread. */
@NullMarked
package dev.telltale.dashboard.kit;

import org.jspecify.annotations.NullMarked;
