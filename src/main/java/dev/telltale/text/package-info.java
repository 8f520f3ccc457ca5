/** Text for people: durations, and foreign text made safe to print. Pure. */
@NullMarked
package dev.telltale.text;

import org.jspecify.annotations.NullMarked;
