/** Faults as the window shows them: lines, marks, menu entries and their texts. */
@NullMarked
package dev.telltale.dashboard.viewmodel.fault;

import org.jspecify.annotations.NullMarked;
