@NullMarked
package dev.telltale.node;

import org.jspecify.annotations.NullMarked;
