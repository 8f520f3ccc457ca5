/**
 * View models of the window: texts, states and commands, without a UI toolkit. Classes with properties are confined to one
 * thread: the FX thread in the application, the test thread in a test. All others are immutable unless they say otherwise.
 */
@NullMarked
package dev.telltale.dashboard.viewmodel;

import org.jspecify.annotations.NullMarked;
