@NullMarked
package dev.telltale.trace;

import org.jspecify.annotations.NullMarked;
