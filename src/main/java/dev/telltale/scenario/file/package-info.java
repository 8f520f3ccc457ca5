/** Reads and writes scenario files. */
@NullMarked
package dev.telltale.scenario.file;

import org.jspecify.annotations.NullMarked;
