/** The causes that a diagnosis can name, and their texts. Pure. */
@NullMarked
package dev.telltale.diagnosis.cause;

import org.jspecify.annotations.NullMarked;
