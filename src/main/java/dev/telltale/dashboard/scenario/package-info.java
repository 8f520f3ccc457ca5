/** The scenario pane and its menu. */
@NullMarked
package dev.telltale.dashboard.scenario;

import org.jspecify.annotations.NullMarked;
