@NullMarked
package dev.telltale.tune;

import org.jspecify.annotations.NullMarked;
