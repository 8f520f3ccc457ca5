@NullMarked
package dev.telltale.timeline;

import org.jspecify.annotations.NullMarked;
