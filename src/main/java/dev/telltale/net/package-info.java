/**
 * HTTP requests to nodes from other processes, and host lookups. Any thread; methods do not block unless documented.
 */
@NullMarked
package dev.telltale.net;

import org.jspecify.annotations.NullMarked;
