@NullMarked
package dev.telltale.faults;

import org.jspecify.annotations.NullMarked;
