@NullMarked
package dev.telltale.system;

import org.jspecify.annotations.NullMarked;
