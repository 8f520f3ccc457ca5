/** The journal and the output of a node, with the fields that filter and search them. */
@NullMarked
package dev.telltale.dashboard.journal;

import org.jspecify.annotations.NullMarked;
