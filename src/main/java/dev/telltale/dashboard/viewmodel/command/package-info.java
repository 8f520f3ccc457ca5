/** The list of every command of the window. No controls. */
@NullMarked
package dev.telltale.dashboard.viewmodel.command;

import org.jspecify.annotations.NullMarked;
