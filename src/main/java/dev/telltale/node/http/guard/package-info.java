/** Checks and limits on requests and connections, before any endpoint sees them. */
@NullMarked
package dev.telltale.node.http.guard;

import org.jspecify.annotations.NullMarked;
