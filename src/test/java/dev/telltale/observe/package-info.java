@NullMarked
package dev.telltale.observe;

import org.jspecify.annotations.NullMarked;
