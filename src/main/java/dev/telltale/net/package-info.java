/**
 * How a node is reached from outside its own process: host names and their addresses, and HTTP requests. Any thread; nothing
 * blocks unless it says so.
 */
@NullMarked
package dev.telltale.net;

import org.jspecify.annotations.NullMarked;
