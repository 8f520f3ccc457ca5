/**
 * Injects random faults into a real cluster, round after round, and checks that the guarantees hold. A round is a
 * scenario drawn from a seed and its number; it heals all its faults.
 */
@NullMarked
package dev.telltale.soak;

import org.jspecify.annotations.NullMarked;
