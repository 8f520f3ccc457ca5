/** What holds for the whole program. */
@NullMarked
package dev.telltale;

import org.jspecify.annotations.NullMarked;
