/** The status of all links over time, in bounded memory. */
@NullMarked
package dev.telltale.observe.history;

import org.jspecify.annotations.NullMarked;
