/**
 * Random faults on a real cluster, round after round, and whether all that is promised held meanwhile. A round is a scenario,
 * drawn from a number: whatever it breaks, it mends.
 */
@NullMarked
package dev.telltale.soak;

import org.jspecify.annotations.NullMarked;
