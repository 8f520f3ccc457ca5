/**
 * A node's HTTP server and client, on Undertow and its client. I/O threads only enqueue events for the node loop.
 */
@NullMarked
package dev.telltale.node.http;

import org.jspecify.annotations.NullMarked;
