/** Shared by the HTTP server and client of a node: paths and headers, responses, signatures, faults, pending probes. */
@NullMarked
package dev.telltale.node.http.protocol;

import org.jspecify.annotations.NullMarked;
