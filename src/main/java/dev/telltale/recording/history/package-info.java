/** What a recording tells of the past, in the form in which the panel shows the past of a live cluster. */
@NullMarked
package dev.telltale.recording.history;

import org.jspecify.annotations.NullMarked;
