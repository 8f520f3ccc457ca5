/** The run records: which node runs as which process, at which address. */
@NullMarked
package dev.telltale.registry;

import org.jspecify.annotations.NullMarked;
