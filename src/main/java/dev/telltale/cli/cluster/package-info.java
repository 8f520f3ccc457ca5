/** Commands that start, stop, signal and show the nodes of a cluster. */
@NullMarked
package dev.telltale.cli.cluster;

import org.jspecify.annotations.NullMarked;
