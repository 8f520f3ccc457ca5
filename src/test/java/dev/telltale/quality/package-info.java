@NullMarked
package dev.telltale.quality;

import org.jspecify.annotations.NullMarked;
