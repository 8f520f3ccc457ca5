/** The diagnosis as one sentence. Pure. */
@NullMarked
package dev.telltale.diagnosis.text;

import org.jspecify.annotations.NullMarked;
