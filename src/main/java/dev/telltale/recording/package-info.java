/**
 * Recordings of clusters: a folder of segment files that one recorder appends to and any reader opens. The writer has a
 * thread of its own; all else says on which thread it runs. Only where closed segments are made compact, ticks are
 * decoded.
 */
@NullMarked
package dev.telltale.recording;

import org.jspecify.annotations.NullMarked;
