@NullMarked
package dev.telltale.report;

import org.jspecify.annotations.NullMarked;
