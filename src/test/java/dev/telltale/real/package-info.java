@NullMarked
package dev.telltale.real;

import org.jspecify.annotations.NullMarked;
