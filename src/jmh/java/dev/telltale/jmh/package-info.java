/** What a heartbeat costs a node, in nanoseconds and bytes. */
@NullMarked
package dev.telltale.jmh;

import org.jspecify.annotations.NullMarked;
