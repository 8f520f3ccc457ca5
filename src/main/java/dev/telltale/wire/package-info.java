/**
 * Reads and writes the JSON of the HTTP interface; the only package that knows the format. Any thread.
 */
@NullMarked
package dev.telltale.wire;

import org.jspecify.annotations.NullMarked;
