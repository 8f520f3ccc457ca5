/** Tests of the window: geometry and files without a toolkit, the panel itself with TestFX. */
@NullMarked
package dev.telltale.dashboard;

import org.jspecify.annotations.NullMarked;
