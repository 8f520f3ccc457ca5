/**
 * Asks every node for its status, assembles the matrix of who sees whom, and keeps the journal of changes.
 */
@NullMarked
package dev.telltale.observe;

import org.jspecify.annotations.NullMarked;
