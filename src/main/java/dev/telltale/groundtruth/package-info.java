/**
 * What really happened: process events, injected faults, and the outages that follow from both. Detectors never see it.
 * Pure, except two logs that any thread may write.
 */
@NullMarked
package dev.telltale.groundtruth;

import org.jspecify.annotations.NullMarked;
