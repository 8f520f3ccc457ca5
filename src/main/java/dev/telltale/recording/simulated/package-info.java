/** Recordings of simulated clusters: the same files as of real ones, in the time that a simulation takes. */
@NullMarked
package dev.telltale.recording.simulated;

import org.jspecify.annotations.NullMarked;
