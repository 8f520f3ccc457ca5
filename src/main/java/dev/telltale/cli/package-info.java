/**
 * The entry points: the commands, their exit codes, and the only {@code System.exit} and {@code System.out}.
 */
@NullMarked
package dev.telltale.cli;

import org.jspecify.annotations.NullMarked;
