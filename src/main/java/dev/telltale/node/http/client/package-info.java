/** The HTTP client of a node: heartbeat and probe requests to its peers, on the I/O thread. */
@NullMarked
package dev.telltale.node.http.client;

import org.jspecify.annotations.NullMarked;
