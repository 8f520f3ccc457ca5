/** HTTP clients of the endpoints of running nodes: status, faults and settings. Any thread; never blocking. */
@NullMarked
package dev.telltale.client;

import org.jspecify.annotations.NullMarked;
