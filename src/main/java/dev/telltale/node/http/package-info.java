/**
 * A node's body: Undertow serves, Undertow's client asks. I/O threads only enqueue what they saw.
 */
@NullMarked
package dev.telltale.node.http;

import org.jspecify.annotations.NullMarked;
