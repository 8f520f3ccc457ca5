@NullMarked
package dev.telltale.dashboard.viewmodel.incident;

import org.jspecify.annotations.NullMarked;
