@NullMarked
package dev.telltale.report.curve;

import org.jspecify.annotations.NullMarked;
