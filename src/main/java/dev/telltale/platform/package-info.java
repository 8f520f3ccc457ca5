/** Files, ports, folders, tokens and schedulers of this machine. */
@NullMarked
package dev.telltale.platform;

import org.jspecify.annotations.NullMarked;
