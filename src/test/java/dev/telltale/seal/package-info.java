@NullMarked
package dev.telltale.seal;

import org.jspecify.annotations.NullMarked;
