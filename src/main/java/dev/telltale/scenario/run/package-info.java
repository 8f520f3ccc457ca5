/** Rounds of kill, pause and restart on a real cluster, and what its detectors made of them. */
@NullMarked
package dev.telltale.scenario.run;

import org.jspecify.annotations.NullMarked;
