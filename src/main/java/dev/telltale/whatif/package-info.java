/** Which settings to try on a recording, and which one to recommend: between the replay and the mathematics. Pure. */
@NullMarked
package dev.telltale.whatif;

import org.jspecify.annotations.NullMarked;
