/** The cluster that the window shows, and the views and files that replace it by another one. */
@NullMarked
package dev.telltale.dashboard.cluster;

import org.jspecify.annotations.NullMarked;
