/**
 * Polls the status of every node, assembles the status matrix, and keeps the journal of changes.
 */
@NullMarked
package dev.telltale.observe;

import org.jspecify.annotations.NullMarked;
