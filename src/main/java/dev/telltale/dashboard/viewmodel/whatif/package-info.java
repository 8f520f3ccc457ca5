/** The what-if pane without its toolkit: the tried settings, their scores and lanes, the curve, and the advice. */
@NullMarked
package dev.telltale.dashboard.viewmodel.whatif;

import org.jspecify.annotations.NullMarked;
