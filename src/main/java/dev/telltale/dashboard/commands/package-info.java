/** The overlays with all commands of the window: the help with their keys, and the list that gives them. */
@NullMarked
package dev.telltale.dashboard.commands;

import org.jspecify.annotations.NullMarked;
