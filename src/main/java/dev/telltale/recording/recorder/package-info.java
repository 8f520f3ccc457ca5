/** Reads the traces and changes of a cluster that runs, on few threads, and gives them to the writer of a recording. */
@NullMarked
package dev.telltale.recording.recorder;

import org.jspecify.annotations.NullMarked;
