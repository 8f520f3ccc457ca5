/** The incidents of a recording and the availability of its nodes, from its changes and its traces. */
@NullMarked
package dev.telltale.recording.incident;

import org.jspecify.annotations.NullMarked;
