/** The endpoints of a node for people and programs: status and faults. */
@NullMarked
package dev.telltale.node.http.endpoint;

import org.jspecify.annotations.NullMarked;
