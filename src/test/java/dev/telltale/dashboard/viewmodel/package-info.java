/** Tests of the view models without a UI toolkit; each is confined to the test thread. */
@NullMarked
package dev.telltale.dashboard.viewmodel;

import org.jspecify.annotations.NullMarked;
