@NullMarked
package dev.telltale.wire;

import org.jspecify.annotations.NullMarked;
