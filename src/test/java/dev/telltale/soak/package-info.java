@NullMarked
package dev.telltale.soak;

import org.jspecify.annotations.NullMarked;
