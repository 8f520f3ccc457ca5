/** What a node was told and asked, tick by tick: the trace that a recording keeps and a replay reads. Pure. */
@NullMarked
package dev.telltale.trace;

import org.jspecify.annotations.NullMarked;
