@NullMarked
package dev.telltale.incident;

import org.jspecify.annotations.NullMarked;
