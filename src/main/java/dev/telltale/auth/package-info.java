/**
 * Authentication of messages between the nodes of a cluster: signing, verification and replay protection. No sockets
 * and no clock. Confined to the node's I/O thread, except for the counters.
 */
@NullMarked
package dev.telltale.auth;

import org.jspecify.annotations.NullMarked;
