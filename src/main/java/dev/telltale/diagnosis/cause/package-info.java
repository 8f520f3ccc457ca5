/** The causes that a diagnosis can name, and their texts in scenario files. Pure; any thread. */
@NullMarked
package dev.telltale.diagnosis.cause;

import org.jspecify.annotations.NullMarked;
