@NullMarked
package dev.telltale.sim;

import org.jspecify.annotations.NullMarked;
