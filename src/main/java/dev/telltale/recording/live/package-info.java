/**
 * Records a cluster while it runs: where its recordings are, where its traces are read, what other programs do to it,
 * and the recording that a window keeps in the background.
 */
@NullMarked
package dev.telltale.recording.live;

import org.jspecify.annotations.NullMarked;
