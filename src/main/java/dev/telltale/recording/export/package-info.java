/** Writes a part of a recording to one file that opens as a recording elsewhere. Blocking calls; any thread. */
@NullMarked
package dev.telltale.recording.export;

import org.jspecify.annotations.NullMarked;
