/** Fixtures that tests of several packages share: ports, processes, clusters, matrices, raw HTTP. */
@NullMarked
package dev.telltale.testkit;

import org.jspecify.annotations.NullMarked;
