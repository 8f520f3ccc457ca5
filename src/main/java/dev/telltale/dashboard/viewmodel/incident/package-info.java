/** The incidents of the cluster that is shown, of now and of its recordings, and how available its nodes were. */
@NullMarked
package dev.telltale.dashboard.viewmodel.incident;

import org.jspecify.annotations.NullMarked;
