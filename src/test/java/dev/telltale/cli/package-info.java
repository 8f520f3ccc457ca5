@NullMarked
package dev.telltale.cli;

import org.jspecify.annotations.NullMarked;
