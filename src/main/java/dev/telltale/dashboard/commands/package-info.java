/** All commands of the window: the help with their keys, the list that gives them, and two menus. */
@NullMarked
package dev.telltale.dashboard.commands;

import org.jspecify.annotations.NullMarked;
