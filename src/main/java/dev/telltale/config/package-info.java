/**
 * The config file and the words of the command line, as validated records, with errors that a person can act on.
 */
@NullMarked
package dev.telltale.config;

import org.jspecify.annotations.NullMarked;
