/** View models for the choice of the cluster that the window shows. Confined to the FX thread. */
@NullMarked
package dev.telltale.dashboard.viewmodel.cluster;

import org.jspecify.annotations.NullMarked;
