@NullMarked
package dev.telltale.time;

import org.jspecify.annotations.NullMarked;
