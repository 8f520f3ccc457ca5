/** The curve of mistakes against detection time as a picture. */
@NullMarked
package dev.telltale.report.curve;

import org.jspecify.annotations.NullMarked;
