@NullMarked
package dev.telltale.recording.incident;

import org.jspecify.annotations.NullMarked;
