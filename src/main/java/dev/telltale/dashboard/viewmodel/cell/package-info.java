/** What the window shows of one cell: status, evidence, the verdicts of all detectors, and detection times. */
@NullMarked
package dev.telltale.dashboard.viewmodel.cell;

import org.jspecify.annotations.NullMarked;
