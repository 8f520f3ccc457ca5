/**
 * What the screen says and may do, without a toolkit. Everything with properties is confined to one thread: the FX
 * thread in the application, the test's own in a test. Everything else here is immutable.
 */
@NullMarked
package dev.telltale.dashboard.viewmodel;

import org.jspecify.annotations.NullMarked;
