/** The tiles of the nodes. */
@NullMarked
package dev.telltale.dashboard.nodes;

import org.jspecify.annotations.NullMarked;
