/** What the server and the client sides of a node share: paths, answers, signatures, and pending probes. */
@NullMarked
package dev.telltale.node.http.protocol;

import org.jspecify.annotations.NullMarked;
