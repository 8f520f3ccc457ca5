@NullMarked
package dev.telltale.recording.export;

import org.jspecify.annotations.NullMarked;
