/** Runs scenarios on real or simulated clusters, records them and evaluates their expectations. */
@NullMarked
package dev.telltale.scenario.run;

import org.jspecify.annotations.NullMarked;
