/**
 * Lessons that run by themselves: what is done to a cluster and when, and what shall then be seen. The same scenario runs
 * on real processes and in virtual time, and is judged by what was recorded of it.
 */
@NullMarked
package dev.telltale.scenario;

import org.jspecify.annotations.NullMarked;
