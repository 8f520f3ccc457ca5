/**
 * Scenarios: timed actions on a cluster, and expectations that are checked afterwards. The same scenario runs on real
 * processes or in a simulation, and its expectations are evaluated on the recording alone.
 */
@NullMarked
package dev.telltale.scenario;

import org.jspecify.annotations.NullMarked;
