/** What a node is told to do wrong, and what follows from it for each question and answer. Seeded; no I/O and no clock. */
@NullMarked
package dev.telltale.fault;

import org.jspecify.annotations.NullMarked;
