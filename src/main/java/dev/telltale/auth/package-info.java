/**
 * What proves that a question or an answer is of this cluster: signs, checks, and remembers what was asked before. No
 * sockets and no clock. Confined to the node's I/O thread, but for the counts.
 */
@NullMarked
package dev.telltale.auth;

import org.jspecify.annotations.NullMarked;
