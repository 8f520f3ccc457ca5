@NullMarked
package dev.telltale.scenario;

import org.jspecify.annotations.NullMarked;
