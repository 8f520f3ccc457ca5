/** Formats a diagnosis as one sentence for people. Pure; any thread. */
@NullMarked
package dev.telltale.diagnosis.text;

import org.jspecify.annotations.NullMarked;
