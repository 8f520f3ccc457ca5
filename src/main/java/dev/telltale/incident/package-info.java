/**
 * What happened, for people: the incidents of a cluster, who noticed them, and how available each node was. Built from
 * recorded states; time that was not recorded is a gap and never counts as well. Pure; any thread unless a type says
 * otherwise.
 */
@NullMarked
package dev.telltale.incident;

import org.jspecify.annotations.NullMarked;
