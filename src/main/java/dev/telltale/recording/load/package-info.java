/** A whole recording in memory: the traces of its nodes and what really happened. */
@NullMarked
package dev.telltale.recording.load;

import org.jspecify.annotations.NullMarked;
