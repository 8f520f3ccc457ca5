/** The endpoints of a node for people and programs: status, faults, and the detector setting. */
@NullMarked
package dev.telltale.node.http.endpoint;

import org.jspecify.annotations.NullMarked;
