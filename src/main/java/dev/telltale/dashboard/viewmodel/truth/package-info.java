/** The ground truth as the window knows it: outages, expected causes, and detection times. */
@NullMarked
package dev.telltale.dashboard.viewmodel.truth;

import org.jspecify.annotations.NullMarked;
