@NullMarked
package dev.telltale.dashboard.incident;

import org.jspecify.annotations.NullMarked;
