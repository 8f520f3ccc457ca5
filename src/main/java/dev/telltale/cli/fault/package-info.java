/** Commands that inject faults, list them and clear them. */
@NullMarked
package dev.telltale.cli.fault;

import org.jspecify.annotations.NullMarked;
