@NullMarked
package dev.telltale.replay;

import org.jspecify.annotations.NullMarked;
