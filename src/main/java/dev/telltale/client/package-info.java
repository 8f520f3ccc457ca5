/**
 * HTTP clients of the endpoints of running nodes: status, faults, settings and trace. Any thread; only the one of the
 * trace blocks.
 */
@NullMarked
package dev.telltale.client;

import org.jspecify.annotations.NullMarked;
