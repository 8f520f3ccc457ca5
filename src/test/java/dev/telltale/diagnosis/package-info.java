@NullMarked
package dev.telltale.diagnosis;

import org.jspecify.annotations.NullMarked;
