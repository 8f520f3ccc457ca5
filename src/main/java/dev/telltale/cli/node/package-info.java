/** One headless node as a process: its arguments, its main loop and its output. */
@NullMarked
package dev.telltale.cli.node;

import org.jspecify.annotations.NullMarked;
