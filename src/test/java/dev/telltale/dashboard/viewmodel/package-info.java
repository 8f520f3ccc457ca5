/** Tests of what the screen says, without a toolkit: the test's own thread is the one that all is confined to. */
@NullMarked
package dev.telltale.dashboard.viewmodel;

import org.jspecify.annotations.NullMarked;
