/** One node process: its start, output, signals and exit. */
@NullMarked
package dev.telltale.launcher.process;

import org.jspecify.annotations.NullMarked;
