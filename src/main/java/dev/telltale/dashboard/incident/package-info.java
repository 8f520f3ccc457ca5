/** What was recorded of the cluster before and beside this window: since it was away, availability, export. */
@NullMarked
package dev.telltale.dashboard.incident;

import org.jspecify.annotations.NullMarked;
