/** Fixtures that tests of several packages share: ports, processes, clusters of real nodes, raw HTTP. */
@NullMarked
package dev.telltale.testkit;

import org.jspecify.annotations.NullMarked;
