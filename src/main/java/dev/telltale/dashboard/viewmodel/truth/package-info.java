/** The ground truth as the window shows it: which cells are right, detection times, and their texts. */
@NullMarked
package dev.telltale.dashboard.viewmodel.truth;

import org.jspecify.annotations.NullMarked;
