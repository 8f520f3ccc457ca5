/** The what-if pane of a recording: sliders, scores, lanes and the curve of mistakes against detection time. */
@NullMarked
package dev.telltale.dashboard.whatif;

import org.jspecify.annotations.NullMarked;
