/** What all commands share: options, exit codes, errors, and output to a terminal. */
@NullMarked
package dev.telltale.cli.base;

import org.jspecify.annotations.NullMarked;
