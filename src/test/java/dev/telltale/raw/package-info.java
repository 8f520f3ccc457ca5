@NullMarked
package dev.telltale.raw;

import org.jspecify.annotations.NullMarked;
