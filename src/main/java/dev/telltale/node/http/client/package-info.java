/** Requests of a node to its peers, on the I/O threads. */
@NullMarked
package dev.telltale.node.http.client;

import org.jspecify.annotations.NullMarked;
