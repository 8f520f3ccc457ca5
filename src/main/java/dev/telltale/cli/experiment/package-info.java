/** Commands that run scenarios, measurements, simulations and soak tests. */
@NullMarked
package dev.telltale.cli.experiment;

import org.jspecify.annotations.NullMarked;
