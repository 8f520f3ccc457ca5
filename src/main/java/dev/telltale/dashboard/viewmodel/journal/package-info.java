/** The journal: status changes, what was done and by whom, in the order of time. No controls. */
@NullMarked
package dev.telltale.dashboard.viewmodel.journal;

import org.jspecify.annotations.NullMarked;
