@NullMarked
package dev.telltale.detector;

import org.jspecify.annotations.NullMarked;
