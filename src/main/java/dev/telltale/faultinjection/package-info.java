/** The fault bench: makes faults on running nodes, keeps them up, heals them, and knows the truth of what was broken when. */
@NullMarked
package dev.telltale.faultinjection;

import org.jspecify.annotations.NullMarked;
