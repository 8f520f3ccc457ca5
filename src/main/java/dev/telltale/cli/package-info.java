/**
 * Entry points: the commands. Only this package and its sub-packages may call {@code System.exit} and use
 * {@code System.out}.
 */
@NullMarked
package dev.telltale.cli;

import org.jspecify.annotations.NullMarked;
